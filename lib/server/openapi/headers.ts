import "server-only";
import type { ZodOpenApiHeaderObject, ZodOpenApiHeadersObject } from "zod-openapi";
import { RESPONSE_HEADERS, type ResponseHeader } from "@/lib/schemas/response-headers";

/** What every answer has. */
const COMMON: readonly ResponseHeader[] = ["X-Request-Id", "Cache-Control"];
/** What an answer of its kind may be without: the last page has no next one, and most clients get no cookie. */
const OPTIONAL: readonly ResponseHeader[] = ["Link", "Set-Cookie"];

/** The headers of all answers, for `components.headers`. */
export function describeAllHeaders(): Record<string, ZodOpenApiHeaderObject> {
  const entries = Object.entries(RESPONSE_HEADERS).map(([name, { description, example }]) => {
    const required = !OPTIONAL.some((optional) => optional === name);
    return [name, { description, required, schema: { type: "string" }, example }] as const;
  });
  return Object.fromEntries(entries);
}

/** The headers of one answer: those that all have, and its own. */
export function describeHeaders(own: readonly ResponseHeader[] = []): ZodOpenApiHeadersObject {
  return Object.fromEntries(
    [...COMMON, ...own].map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  );
}
