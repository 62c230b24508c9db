import { expect } from "vitest";
import type { Answer } from "./call";
import { API_HEADERS } from "./security-headers";

/** The contract's table of errors: status and reason phrase (RFC 9110 §15) of each code. */
const KINDS = {
  "malformed-json": [400, "Bad Request"],
  "invalid-request": [400, "Bad Request"],
  "unsupported-grant-type": [400, "Bad Request"],
  "invalid-grant": [400, "Bad Request"],
  "not-authenticated": [401, "Unauthorized"],
  "invalid-token": [401, "Unauthorized"],
  "insufficient-user-authentication": [401, "Unauthorized"],
  "invalid-credentials": [401, "Unauthorized"],
  forbidden: [403, "Forbidden"],
  "wrong-password": [403, "Forbidden"],
  "email-not-verified": [403, "Forbidden"],
  "registration-closed": [403, "Forbidden"],
  "not-found": [404, "Not Found"],
  "user-not-found": [404, "Not Found"],
  "post-not-found": [404, "Not Found"],
  "session-not-found": [404, "Not Found"],
  "method-not-allowed": [405, "Method Not Allowed"],
  "request-timeout": [408, "Request Timeout"],
  "username-taken": [409, "Conflict"],
  "email-taken": [409, "Conflict"],
  "mail-not-configured": [409, "Conflict"],
  "precondition-failed": [412, "Precondition Failed"],
  "payload-too-large": [413, "Content Too Large"],
  "unsupported-media-type": [415, "Unsupported Media Type"],
  "validation-error": [422, "Unprocessable Content"],
  "idempotency-key-reused": [422, "Unprocessable Content"],
  "too-many-requests": [429, "Too Many Requests"],
  "headers-too-large": [431, "Request Header Fields Too Large"],
  "internal-error": [500, "Internal Server Error"],
  overloaded: [503, "Service Unavailable"],
} as const;

export type ProblemCode = keyof typeof KINDS;

/** The codes with their statuses and reason phrases. */
export const PROBLEM_KINDS = Object.entries(KINDS).map(([code, [status, title]]) => ({
  code,
  status,
  title,
}));

const OAUTH_ERRORS: Partial<Record<ProblemCode, string>> = {
  "invalid-request": "invalid_request",
  "unsupported-grant-type": "unsupported_grant_type",
  "invalid-credentials": "invalid_grant",
  "invalid-grant": "invalid_grant",
};

const SENTENCE: unknown = expect.stringMatching(/^[A-Z].*\S$/);

const HEADERS: Partial<Record<ProblemCode, Record<string, unknown>>> = {
  "not-authenticated": { "www-authenticate": "Bearer" },
  "invalid-credentials": { "www-authenticate": "Bearer" },
  "invalid-token": {
    "www-authenticate": expect.stringMatching(
      /^Bearer error="invalid_token", error_description="[ !#-[\]-~]+"$/,
    ),
  },
  "insufficient-user-authentication": {
    "www-authenticate": 'Bearer error="insufficient_user_authentication", max_age="300"',
  },
  "too-many-requests": { "retry-after": expect.stringMatching(/^[1-9]\d*$/) },
  overloaded: { "retry-after": expect.stringMatching(/^[1-9]\d*$/) },
};

export interface ExpectedFieldError {
  pointer?: string;
  parameter?: string;
  detail: unknown;
  code: string;
}

/** Returns the error of one member of a body; by default with any detail. */
export function fieldErrorOf(member: string, code: string, detail: unknown = SENTENCE): ExpectedFieldError {
  return { pointer: member === "" ? "#" : `#/${member}`, detail, code };
}

interface ProblemExpectation {
  detail?: string;
  errors?: readonly ExpectedFieldError[];
  headers?: Record<string, unknown>;
}

/** Expects a response to be a problem document (RFC 9457), with all its headers and members. */
export function expectProblem(answer: Answer, code: ProblemCode, expected: ProblemExpectation = {}): void {
  const [status, title] = KINDS[code];
  const { detail = SENTENCE, errors, headers } = expected;
  const error = OAUTH_ERRORS[code];
  expect(answer).toEqual({
    status,
    requestId: expect.stringMatching(/^[\w-]+$/),
    headers: {
      ...API_HEADERS,
      "content-type": "application/problem+json",
      ...HEADERS[code],
      ...headers,
    },
    text: expect.any(String),
    body: {
      type: `/docs/errors#${code}`,
      title,
      status,
      detail,
      code,
      request_id: answer.requestId,
      ...(errors !== undefined && { errors }),
      ...(error !== undefined && { error, error_description: detail }),
    },
  });
}

/** Expects a successful response, with all its headers and its body. */
export function expectSuccess(
  answer: Answer,
  status: 200 | 201,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  expect(answer).toEqual({
    status,
    requestId: expect.stringMatching(/^[\w-]+$/),
    etag: answer.etag, // described by the API document
    headers: { ...API_HEADERS, "content-type": "application/json", ...headers },
    text: expect.any(String),
    body,
  });
}

/** Returns the text of a response without its request id. */
export function textWithoutId({ text, requestId }: Answer): string {
  return text.replaceAll(String(requestId), "");
}
