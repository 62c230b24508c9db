import { describe, expect, it } from "vitest";
import { PROBLEMS, problemSchema } from "./problem";

/** RFC 9110 §15.5 and §15.6, RFC 6585 §4 and §5. */
const REASON_PHRASES: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  409: "Conflict",
  412: "Precondition Failed",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  431: "Request Header Fields Too Large",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

describe.each(Object.entries(PROBLEMS))("%s", (code, kind) => {
  it("has a code, the reason phrase of its status and a sentence for people", () => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(kind.title).toBe(REASON_PHRASES[kind.status]);
    expect(kind.detail).toMatch(/^[A-Z][^\n]+$/);
  });

  it("has a sentence that fits into a header and an OAuth 2.0 error_description (RFC 6749 §5.2)", () => {
    expect(kind.detail).toMatch(/^[ !#-[\]-~]+$/);
  });
});

it("problemSchema keeps the members of OAuth 2.0 and removes unknown members", () => {
  const problem = {
    type: "/docs/errors#invalid-request",
    title: "Bad Request",
    status: 400,
    detail: "A sentence.",
    code: "invalid-request",
    request_id: "1",
    errors: [{ pointer: "#/username", detail: "A sentence.", code: "required" }],
    error: "invalid_request",
    error_description: "A sentence.",
  };
  expect(problemSchema.parse({ ...problem, stack: "at …" })).toEqual(problem);
});
