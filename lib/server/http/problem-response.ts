import "server-only";
import { PROBLEMS, problemType, type Problem, type ProblemCode } from "@/lib/schemas/problem";
import { RECENT_LOGIN_SECONDS } from "../auth/step-up";
import { AppError, StorageError } from "../errors";
import { logEvent, logError } from "../log/log";

/** How long to wait before trying again when there was no room, in seconds. */
const OVERLOADED_RETRY_AFTER_SECONDS = 2;

/** The headers that go with a problem: the challenges of RFC 6750 §3 (an absent token has no error code) and RFC 9470 §3, Retry-After. */
const HEADERS: Partial<Record<ProblemCode, Record<string, string>>> = {
  "not-authenticated": { "WWW-Authenticate": "Bearer" },
  "invalid-credentials": { "WWW-Authenticate": "Bearer" },
  "invalid-token": {
    "WWW-Authenticate": `Bearer error="invalid_token", error_description="${PROBLEMS["invalid-token"].detail}"`,
  },
  "insufficient-user-authentication": {
    "WWW-Authenticate": `Bearer error="insufficient_user_authentication", max_age="${RECENT_LOGIN_SECONDS}"`,
  },
  overloaded: { "Retry-After": String(OVERLOADED_RETRY_AFTER_SECONDS) },
};

/**
 * Answers with the problem body (RFC 9457) of what was thrown. What is not an `AppError` is a bug, and is logged; so are
 * a disk that is full and each attempt at what is someone else's, here, where all of them pass.
 */
export function problemResponse(thrown: unknown, requestId: string): Response {
  if (!(thrown instanceof AppError) || thrown instanceof StorageError) logError(thrown);
  const error = thrown instanceof AppError ? thrown : new AppError("internal-error");
  if (error.code === "forbidden") logEvent("authz_fail");
  if (error.code === "too-many-requests") logEvent("excess_rate_limit_exceeded");
  const kind = PROBLEMS[error.code];
  const problem: Problem = {
    type: problemType(error.code),
    title: kind.title,
    status: kind.status,
    detail: error.message,
    code: error.code,
    request_id: requestId,
    ...(error.errors && { errors: error.errors }),
    ...("oauthError" in kind && { error: kind.oauthError, error_description: error.message }),
  };
  return Response.json(problem, {
    status: kind.status,
    headers: {
      "Content-Type": "application/problem+json",
      ...HEADERS[error.code],
      ...(error.retryAfterSeconds !== undefined && { "Retry-After": String(error.retryAfterSeconds) }),
    },
  });
}
