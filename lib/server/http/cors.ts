import "server-only";
import { env } from "@/lib/env";

/** The request headers that browsers do not allow by themselves, and that the API reads. */
const REQUEST_HEADERS = "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key";
/** The response headers that browsers hide by default, and that clients need. */
const RESPONSE_HEADERS = "ETag, Link, Location, Retry-After, X-Request-Id";
/** How long a browser may reuse the response to a preflight request. Chromium accepts no more than two hours. */
const MAX_AGE_SECONDS = 7_200;

/** A request of the Fetch API or of Node, as far as its origin needs it. */
interface HasOrigin {
  headers: { get: (name: "origin") => string | null | undefined };
}

/**
 * Returns the CORS headers of an API response (Fetch Standard §3.3): they let the pages of `CORS_ALLOWED_ORIGINS` read it.
 * Credentials are never allowed, so no such page can use the refresh cookie. Without the setting there are no headers.
 */
export function corsHeaders(request: HasOrigin | undefined): Record<string, string> {
  if (env.CORS_ALLOWED_ORIGINS.length === 0) return {};
  const origin = readAllowedOrigin(request);
  return {
    // Also for other origins: a cache must not give them the response of an allowed one.
    Vary: "Origin",
    ...(origin !== undefined && {
      "Access-Control-Allow-Origin": origin,
      "Access-Control-Expose-Headers": RESPONSE_HEADERS,
    }),
  };
}

/** Returns the headers that the response to a preflight request has besides those of `corsHeaders`. */
export function preflightHeaders(request: HasOrigin, methods: string): Record<string, string> {
  if (readAllowedOrigin(request) === undefined) return {};
  return {
    "Access-Control-Allow-Methods": methods,
    "Access-Control-Allow-Headers": REQUEST_HEADERS,
    "Access-Control-Max-Age": String(MAX_AGE_SECONDS),
  };
}

function readAllowedOrigin(request: HasOrigin | undefined): string | undefined {
  const origin = request?.headers.get("origin") ?? "";
  return env.CORS_ALLOWED_ORIGINS.includes(origin) ? origin : undefined;
}
