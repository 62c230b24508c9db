interface HeaderKind {
  description: string;
  example: string;
}

/** Every response header of the API that clients may use. */
export const RESPONSE_HEADERS = {
  "X-Request-Id": {
    description: "Identifies this request in the server's log.",
    example: "3f0c6a3e-5d0e-4d3c-9a55-0c8e6b1f3a52",
  },
  "Cache-Control": { description: "API responses must not be cached.", example: "no-store" },
  Location: { description: "URL of the created resource.", example: "/api/posts/7" },
  Link: {
    description: 'URL of the next page, with `rel="next"` (RFC 8288). Absent on the last page.',
    example: '</api/posts?limit=20&cursor=Zm9v>; rel="next"',
  },
  ETag: {
    description: "Identifies this state (RFC 9110 §8.8.3), for `If-None-Match` and `If-Match`.",
    example: '"lJCdgHPoAUg-Lv2x-mBYNA"',
  },
  "Content-Disposition": {
    description: "The name under which to save the file (RFC 6266).",
    example: 'attachment; filename="inkwell-export-2026-11-29.zip"',
  },
  Allow: {
    description: "The methods that this path supports (RFC 9110 §10.2.1).",
    example: "GET, HEAD, OPTIONS",
  },
  "Set-Cookie": {
    description: "The refresh token of `client_id=web`, in a cookie that scripts cannot read.",
    example: "refresh_token=…; Path=/api/users/token; HttpOnly; SameSite=Strict",
  },
  Pragma: { description: "`Cache-Control` for HTTP/1.0 caches (RFC 6749 §5.1).", example: "no-cache" },
  "WWW-Authenticate": {
    description: "How to authenticate, and why the token was rejected (RFC 6750 §3).",
    example: "Bearer",
  },
  "Retry-After": { description: "Seconds to wait before trying again.", example: "2" },
} as const satisfies Record<string, HeaderKind>;

export type ResponseHeader = keyof typeof RESPONSE_HEADERS;
