import { z } from "zod";

interface ProblemKind {
  /** The HTTP status (RFC 9110 §15). */
  status: number;
  /** The reason phrase of that status. */
  title: string;
  /** The one sentence for people, where the thrower has none that is more exact. */
  detail: string;
  /** The `error` of the same fault for OAuth 2.0 clients (RFC 6749 §5.2). */
  oauthError?: string;
}

/** Every problem that the API answers with, by its code: the one place that knows a problem's status. */
export const PROBLEMS = {
  "malformed-json": { status: 400, title: "Bad Request", detail: "The body is not JSON in UTF-8." },
  "invalid-request": {
    status: 400,
    title: "Bad Request",
    detail: "The request is missing a parameter or repeats one.",
    oauthError: "invalid_request",
  },
  "unsupported-grant-type": {
    status: 400,
    title: "Bad Request",
    detail: "Only the grants password and refresh_token are offered.",
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
    detail: "This needs a log-in of the last five minutes.",
  },
  "invalid-credentials": {
    status: 401,
    title: "Unauthorized",
    detail: "Incorrect email or password",
    oauthError: "invalid_grant",
  },
  forbidden: { status: 403, title: "Forbidden", detail: "This belongs to someone else." },
  "wrong-password": { status: 403, title: "Forbidden", detail: "The current password is wrong." },
  "not-found": { status: 404, title: "Not Found", detail: "There is nothing at this address." },
  "user-not-found": { status: 404, title: "Not Found", detail: "User not found" },
  "post-not-found": { status: 404, title: "Not Found", detail: "Post not found" },
  "session-not-found": { status: 404, title: "Not Found", detail: "Session not found" },
  "method-not-allowed": {
    status: 405,
    title: "Method Not Allowed",
    detail: "This address does not answer to that method; Allow lists those it does.",
  },
  "request-timeout": {
    status: 408,
    title: "Request Timeout",
    detail: "The request did not come in time.",
  },
  "username-taken": { status: 409, title: "Conflict", detail: "Username already exists" },
  "email-taken": { status: 409, title: "Conflict", detail: "Email already registered" },
  "payload-too-large": {
    status: 413,
    title: "Content Too Large",
    detail: "The body is larger than 256 KiB.",
  },
  "unsupported-media-type": {
    status: 415,
    title: "Unsupported Media Type",
    detail: "The body is not of a media type that this address takes.",
  },
  "validation-error": {
    status: 422,
    title: "Unprocessable Content",
    detail: "Some of what was sent is not valid; errors lists each fault.",
  },
  "too-many-requests": {
    status: 429,
    title: "Too Many Requests",
    detail: "Too many requests. Please wait a moment and try again.",
  },
  "headers-too-large": {
    status: 431,
    title: "Request Header Fields Too Large",
    detail: "The address and the headers together are larger than 16 KiB.",
  },
  "internal-error": {
    status: 500,
    title: "Internal Server Error",
    detail: "Something went wrong on our side. Please try again.",
  },
  overloaded: {
    status: 503,
    title: "Service Unavailable",
    detail: "Inkwell is too busy to answer right now. Please try again in a moment.",
  },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Where `/docs` explains each problem. */
export const PROBLEM_PAGE_PATH = "/docs/errors";

/**
 * The `type` of a problem body: the address of its entry, as a reference relative to the site (RFC 9457 §3.1.1), whose own
 * address is no setting.
 */
export function problemType(code: ProblemCode): string {
  return `${PROBLEM_PAGE_PATH}#${code}`;
}

/** One fault of one field (`pointer`, RFC 6901 as a URI fragment) or of one path or query parameter. */
export const fieldFaultSchema = z.object({
  pointer: z
    .string()
    .optional()
    .meta({
      description: "The member of the body (RFC 6901, as a URI fragment).",
      examples: ["#/username"],
    }),
  parameter: z
    .string()
    .optional()
    .meta({ description: "The parameter of the path or the query.", examples: ["limit"] }),
  detail: z.string().meta({ description: "One sentence for people." }),
  code: z.string().meta({ description: "A stable word for programs.", examples: ["too-short"] }),
});

/** A problem body (RFC 9457), with the members of OAuth 2.0 where its clients look for them. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: "The address of this kind of problem." }),
    title: z.string().meta({ description: "The reason phrase of the status." }),
    status: z.int(),
    detail: z.string().meta({ description: "One sentence for people." }),
    code: z.string().meta({ description: "A stable word for programs." }),
    request_id: z.string().meta({ description: "As in `X-Request-Id`." }),
    errors: z.array(fieldFaultSchema).optional().meta({ description: "Every field at fault." }),
    error: z.string().optional().meta({ description: "For OAuth 2.0 clients (RFC 6749 §5.2)." }),
    error_description: z.string().optional(),
  })
  .meta({ id: "Problem", description: "What went wrong (RFC 9457)." });

export type FieldError = z.infer<typeof fieldFaultSchema>;
export type Problem = z.infer<typeof problemSchema>;
