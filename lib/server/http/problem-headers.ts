import "server-only";
import { PROBLEMS, type ProblemCode } from "@/lib/schemas/problem";
import type { ResponseHeader } from "@/lib/schemas/response-headers";
import { RECENT_LOGIN_SECONDS } from "../auth/step-up";

/** `Retry-After` of an `overloaded` error that does not specify a delay of its own. */
const OVERLOADED_RETRY_AFTER_SECONDS = 2;

/** Marks a header whose value depends on the request. */
const PER_REQUEST = null;

/**
 * The headers of each error response: bearer challenges (RFC 6750 §3, RFC 9470 §3), `Allow` (RFC 9110 §15.5.6) and
 * `Retry-After`. Responses are built from this table, and the API document describes it.
 */
export const PROBLEM_HEADERS: Partial<
  Record<ProblemCode, Partial<Record<ResponseHeader, string | typeof PER_REQUEST>>>
> = {
  // A challenge for missing credentials has no error code (RFC 6750 §3.1).
  "not-authenticated": { "WWW-Authenticate": "Bearer" },
  "invalid-credentials": { "WWW-Authenticate": "Bearer" },
  "invalid-token": {
    "WWW-Authenticate": `Bearer error="invalid_token", error_description="${PROBLEMS["invalid-token"].detail}"`,
  },
  "insufficient-user-authentication": {
    "WWW-Authenticate": `Bearer error="insufficient_user_authentication", max_age="${RECENT_LOGIN_SECONDS}"`,
  },
  "method-not-allowed": { Allow: PER_REQUEST },
  "too-many-requests": { "Retry-After": PER_REQUEST },
  overloaded: { "Retry-After": String(OVERLOADED_RETRY_AFTER_SECONDS) },
};

/** Returns the headers of an error that have the same value in every response. */
export function constantHeadersOf(code: ProblemCode): Record<string, string> {
  const headers = Object.entries(PROBLEM_HEADERS[code] ?? {});
  return Object.fromEntries(headers.filter((entry): entry is [string, string] => entry[1] !== PER_REQUEST));
}

/** Returns the names of the headers that at least one of the errors has. */
export function headerNamesOf(codes: readonly ProblemCode[]): ResponseHeader[] {
  return [...new Set(codes.flatMap((code) => Object.keys(PROBLEM_HEADERS[code] ?? {})))] as ResponseHeader[];
}
