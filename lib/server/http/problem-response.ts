import "server-only";
import { PROBLEMS, problemType, type Problem } from "@/lib/schemas/problem";
import { AppError, StorageError, UnavailableError } from "../errors";
import { logEvent, logError } from "../log/log";
import { constantHeadersOf } from "./problem-headers";

/**
 * Turns a thrown value into a problem document (RFC 9457). Anything but an `AppError` is a bug and becomes an
 * `internal-error`. Bugs, errors of the database, denied access and exceeded limits are logged here, because every error response
 * passes through this function.
 */
export function problemResponse(thrown: unknown, requestId: string): Response {
  if (!(thrown instanceof AppError) || thrown instanceof StorageError || thrown instanceof UnavailableError)
    logError(thrown);
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
      ...constantHeadersOf(error.code),
      // The rest of the body is not read, so no other request can follow it (RFC 9112 §9.3).
      ...(error.code === "payload-too-large" && { Connection: "close" }),
      ...(error.retryAfterSeconds !== undefined && { "Retry-After": String(error.retryAfterSeconds) }),
    },
  });
}
