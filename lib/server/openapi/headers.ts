import "server-only";
import type { ZodOpenApiHeaderObject, ZodOpenApiHeadersObject } from "zod-openapi";
import { RESPONSE_HEADERS, type ResponseHeader } from "@/lib/schemas/response-headers";

/** Headers of every response. */
const COMMON: readonly ResponseHeader[] = ["X-Request-Id", "Cache-Control"];
/** Headers that a response may omit: the last page has no `Link`, and most clients get no cookie. */
const OPTIONAL: readonly ResponseHeader[] = ["Link", "Set-Cookie"];

/** Describes all response headers, for `components.headers`. */
export function describeAllHeaders(): Record<string, ZodOpenApiHeaderObject> {
  const entries = Object.entries(RESPONSE_HEADERS).map(([name, { description, example }]) => {
    const required = !OPTIONAL.some((optional) => optional === name);
    return [name, { description, required, schema: { type: "string" }, example }] as const;
  });
  return Object.fromEntries(entries);
}

/** References the headers of one response: the common ones and its own. */
export function describeHeaders(own: readonly ResponseHeader[] = []): ZodOpenApiHeadersObject {
  return Object.fromEntries(
    [...COMMON, ...own].map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  );
}
