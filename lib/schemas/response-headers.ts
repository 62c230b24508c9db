interface HeaderKind {
  description: string;
  example: string;
}

/** Every header of an answer that a client of the API may want to read. */
export const RESPONSE_HEADERS = {
  "X-Request-Id": {
    description: "The id of this request, by which the log knows it.",
    example: "3f0c6a3e-5d0e-4d3c-9a55-0c8e6b1f3a52",
  },
  "Cache-Control": { description: "No answer of the API may be kept by a cache.", example: "no-store" },
  Location: { description: "The address of what was made.", example: "/api/posts/7" },
  Link: {
    description: 'The address of the next page, with `rel="next"` (RFC 8288); left out on the last one.',
    example: '</api/posts?limit=20&cursor=Zm9v>; rel="next"',
  },
  Allow: { description: "The methods of this address (RFC 9110 §10.2.1).", example: "GET, HEAD, OPTIONS" },
  "Set-Cookie": {
    description: "The refresh token of `client_id=web`, for no script to see.",
    example: "refresh_token=…; Path=/api/users/token; HttpOnly; SameSite=Strict",
  },
  Pragma: { description: "For caches of HTTP/1.0 (RFC 6749 §5.1).", example: "no-cache" },
  "WWW-Authenticate": {
    description: "How to authenticate, and what was wrong with the token (RFC 6750 §3).",
    example: "Bearer",
  },
  "Retry-After": { description: "How long to wait before trying again, in seconds.", example: "2" },
} as const satisfies Record<string, HeaderKind>;

export type ResponseHeader = keyof typeof RESPONSE_HEADERS;
