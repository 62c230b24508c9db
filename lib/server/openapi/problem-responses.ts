import "server-only";
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from "zod-openapi";
import { PROBLEMS, problemType, type Problem, type ProblemCode } from "@/lib/schemas/problem";
import { RESPONSE_HEADERS } from "@/lib/schemas/response-headers";
import type { Operation } from "../http/endpoint";
import { headerNamesOf } from "../http/problem-headers";
import { describeHeaders } from "./headers";

/** Describes every error of an operation, by status. */
export function describeProblems(operation: Operation): ZodOpenApiResponsesObject {
  const codes = codesOf(operation);
  const statuses = new Set(codes.map((code) => PROBLEMS[code].status));
  return Object.fromEntries(
    [...statuses].map((status) => [
      status,
      describeProblem(
        status,
        codes.filter((code) => PROBLEMS[code].status === status),
      ),
    ]),
  );
}

function codesOf({ auth, request = {}, problems = [] }: Operation): ProblemCode[] {
  const { params, query, body, form, picture } = request;
  return [
    ...(form || picture ? (["invalid-request"] as const) : []),
    ...(body ? (["malformed-json"] as const) : []),
    ...(auth ? (["not-authenticated", "invalid-token"] as const) : []),
    ...problems,
    ...(request.ifMatch ? (["precondition-failed"] as const) : []),
    // This belongs to the path rather than to one operation: it is the response to undeclared methods.
    "method-not-allowed",
    ...(body || form || picture ? (["payload-too-large", "unsupported-media-type"] as const) : []),
    ...(params || query || body ? (["validation-error"] as const) : []),
    ...(request.idempotencyKey ? (["idempotency-key-reused"] as const) : []),
    "internal-error",
    "overloaded",
  ];
}

function describeProblem(status: number, codes: readonly ProblemCode[]): ZodOpenApiResponseObject {
  const [first] = codes;
  return {
    description: `${first === undefined ? "" : PROBLEMS[first].title}: ${codes.map(linkTo).join(" or ")}`,
    headers: describeHeaders(headerNamesOf(codes)),
    content: {
      "application/problem+json": {
        schema: {
          allOf: [
            { $ref: "#/components/schemas/Problem" },
            { properties: { status: { const: status }, code: { enum: [...codes] } } },
          ],
        },
        examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
      },
    },
  };
}

/** Returns the code as a Markdown link to its documentation. */
function linkTo(code: ProblemCode): string {
  return `[\`${code}\`](${problemType(code)})`;
}

function exampleOf(code: ProblemCode): Problem {
  const kind = PROBLEMS[code];
  return {
    type: problemType(code),
    title: kind.title,
    status: kind.status,
    detail: kind.detail,
    code,
    request_id: RESPONSE_HEADERS["X-Request-Id"].example,
    ...("oauthError" in kind && { error: kind.oauthError, error_description: kind.detail }),
  };
}
