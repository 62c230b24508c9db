import { z } from "zod";
import { BODY_MAX_KIB, HEAD_MAX_KIB } from "./request-limits";

interface ProblemKind {
  /** The HTTP status (RFC 9110 §15). */
  status: number;
  /** The reason phrase of the status. */
  title: string;
  /** One sentence for people; an `AppError` can replace it with a more specific one. */
  detail: string;
  /** The `error` value that OAuth 2.0 clients expect (RFC 6749 §5.2). */
  oauthError?: string;
}

/** Every error of the API by its code. No other place maps errors to statuses. */
export const PROBLEMS = {
  "malformed-json": {
    status: 400,
    title: "Bad Request",
    detail: "The body is not valid JSON in UTF-8.",
  },
  "invalid-request": {
    status: 400,
    title: "Bad Request",
    detail: "A required parameter is missing, or a parameter was sent more than once.",
    oauthError: "invalid_request",
  },
  "unsupported-grant-type": {
    status: 400,
    title: "Bad Request",
    detail: "The only supported grant types are password and refresh_token.",
    oauthError: "unsupported_grant_type",
  },
  "invalid-grant": {
    status: 400,
    title: "Bad Request",
    detail: "The refresh token is invalid, expired or revoked.",
    oauthError: "invalid_grant",
  },
  "not-authenticated": { status: 401, title: "Unauthorized", detail: "Not authenticated" },
  "invalid-token": {
    status: 401,
    title: "Unauthorized",
    detail: "The access token is invalid, expired or revoked.",
  },
  "insufficient-user-authentication": {
    status: 401,
    title: "Unauthorized",
    detail: "Log in again to continue. This action requires a login within the last five minutes.",
  },
  "invalid-credentials": {
    status: 401,
    title: "Unauthorized",
    detail: "Incorrect email or password",
    oauthError: "invalid_grant",
  },
  forbidden: { status: 403, title: "Forbidden", detail: "This belongs to another user." },
  "wrong-password": { status: 403, title: "Forbidden", detail: "The current password is incorrect." },
  "email-not-verified": {
    status: 403,
    title: "Forbidden",
    detail: "Confirm your email address first, with the link in the mail that was sent to you.",
  },
  "registration-closed": {
    status: 403,
    title: "Forbidden",
    detail: "Registration is closed. Ask the operator of this site for an account.",
  },
  "not-found": { status: 404, title: "Not Found", detail: "The API has no such path." },
  "user-not-found": { status: 404, title: "Not Found", detail: "User not found" },
  "post-not-found": { status: 404, title: "Not Found", detail: "Post not found" },
  "session-not-found": { status: 404, title: "Not Found", detail: "Session not found" },
  "method-not-allowed": {
    status: 405,
    title: "Method Not Allowed",
    detail: "This path does not support the request method. The Allow header lists the supported methods.",
  },
  "request-timeout": {
    status: 408,
    title: "Request Timeout",
    detail: "The request did not arrive in time.",
  },
  "username-taken": { status: 409, title: "Conflict", detail: "Username already exists" },
  "email-taken": { status: 409, title: "Conflict", detail: "Email already registered" },
  "mail-not-configured": {
    status: 409,
    title: "Conflict",
    detail: "This site cannot send mail. Ask its operator for help.",
  },
  "precondition-failed": {
    status: 412,
    title: "Precondition Failed",
    detail: "This has changed since you read it. Nothing was changed by this request.",
  },
  "payload-too-large": {
    status: 413,
    title: "Content Too Large",
    detail: `The body is larger than ${BODY_MAX_KIB} KiB.`,
  },
  "unsupported-media-type": {
    status: 415,
    title: "Unsupported Media Type",
    detail: "This endpoint does not accept the media type of the body.",
  },
  "validation-error": {
    status: 422,
    title: "Unprocessable Content",
    detail: "The request contains invalid values. The errors member lists each of them.",
  },
  "idempotency-key-reused": {
    status: 422,
    title: "Unprocessable Content",
    detail: "This Idempotency-Key was used for another body. Nothing was changed by this request.",
  },
  "too-many-requests": {
    status: 429,
    title: "Too Many Requests",
    detail: "Too many requests. Please wait a moment and try again.",
  },
  "headers-too-large": {
    status: 431,
    title: "Request Header Fields Too Large",
    detail: `The URL and the headers together are larger than ${HEAD_MAX_KIB} KiB.`,
  },
  "internal-error": {
    status: 500,
    title: "Internal Server Error",
    detail: "Something went wrong on our side. Please try again.",
  },
  overloaded: {
    status: 503,
    title: "Service Unavailable",
    detail: "The server is too busy to respond right now. Please try again in a moment.",
  },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof PROBLEMS;

/** The page that explains every error. */
export const PROBLEM_PAGE_PATH = "/docs/errors";

/**
 * Returns the `type` of an error: the URL of its entry on the error page. It is relative (RFC 9457 §3.1.1), because the
 * server need not know its own origin.
 */
export function problemType(code: ProblemCode): string {
  return `${PROBLEM_PAGE_PATH}#${code}`;
}

/** One invalid member of the body (`pointer`), or one invalid parameter in the path, the query or a header (`parameter`). */
export const fieldErrorSchema = z.object({
  pointer: z
    .string()
    .optional()
    .meta({
      description: "The invalid member of the body, as a JSON Pointer in a URI fragment (RFC 6901 §6).",
      examples: ["#/username"],
    }),
  parameter: z
    .string()
    .optional()
    .meta({ description: "The invalid parameter in the path, the query or a header.", examples: ["limit"] }),
  detail: z.string().meta({ description: "One sentence for people." }),
  code: z.string().meta({ description: "A stable identifier for programs.", examples: ["too-short"] }),
});

/** The body of an error response (RFC 9457), with the members that OAuth 2.0 clients expect. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: "URL of the documentation of this error." }),
    title: z.string().meta({ description: "The reason phrase of the status." }),
    status: z.int(),
    detail: z.string().meta({ description: "One sentence for people." }),
    code: z.string().meta({ description: "A stable identifier for programs." }),
    request_id: z.string().meta({ description: "The same value as in `X-Request-Id`." }),
    errors: z
      .array(fieldErrorSchema)
      .optional()
      .meta({ description: "Every invalid field or parameter of the request." }),
    error: z
      .string()
      .optional()
      .meta({ description: "The error code of OAuth 2.0 (RFC 6749 §5.2), from the token endpoints." }),
    error_description: z.string().optional(),
  })
  .meta({ id: "Problem", description: "An error, as a problem document (RFC 9457)." });

export type FieldError = z.infer<typeof fieldErrorSchema>;
export type Problem = z.infer<typeof problemSchema>;
