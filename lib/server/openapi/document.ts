import "server-only";
import {
  createDocument,
  type oas31,
  type ZodOpenApiContentObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiOverride,
  type ZodOpenApiPathsObject,
} from "zod-openapi";
import { z } from "zod";
import { problemSchema } from "@/lib/schemas/problem";
import { PICTURE_TYPES } from "@/lib/schemas/picture-limits";
import { OFFLINE_ACCESS } from "@/lib/schemas/oauth-names";
import packageJson from "@/package.json";
import type { RouteHandlers } from "../http/define-route";
import type { Operation } from "../http/endpoint";
import { ifMatchHeader, ifNoneMatchHeader } from "@/lib/schemas/conditional-headers";
import { idempotencyKeyHeader } from "@/lib/schemas/idempotency-key";
import { describeAllHeaders, describeHeaders } from "./headers";
import { describeProblems } from "./problem-responses";

/** The routes of the API by path, in OpenAPI notation. */
export type ApiRoutes = Readonly<Record<string, RouteHandlers>>;

/** The methods that the document describes, in display order. */
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const SECURITY_SCHEME = "password";

const DESCRIPTION = `
Reading is public. To write, register, log in with your email address and password, and send the access token as
\`Authorization: Bearer …\`.

- A login with \`scope=offline_access\` also returns a refresh token, which can be used once. Every login starts a session.
  Ending a session invalidates its tokens at once.
- Sensitive actions require a login within the last five minutes (RFC 9470).
- Errors are \`application/problem+json\` (RFC 9457). Programs should use \`code\`. \`errors\` lists every invalid field.
- \`HEAD\` works wherever \`GET\` does. Any other unsupported method returns 405 with \`Allow\`. An unknown path returns 404.
- Unknown members of the body and unknown parameters are ignored.
- Posts, users and lists of posts have an \`ETag\`, for \`If-None-Match\` and \`If-Match\` (RFC 9110 §13).
- \`POST\` of a post takes an \`Idempotency-Key\`: a repeated request then publishes one post.
- Pages of other origins can call the API if the operator of this site has listed them. They send no cookies.
- Times are in UTC. Ids are never reused.
`.trim();

const TAGS = [
  { name: "Accounts", description: "Register, log in and manage your account." },
  { name: "Posts", description: "Read and write posts." },
  { name: "Service", description: "The state and the description of the service." },
];

/** Creates the OpenAPI 3.1 document of a site from the declarations of the routes. */
export function createApiDocument(siteName: string, routes: ApiRoutes): oas31.OpenAPIObject {
  return createDocument(
    {
      openapi: "3.1.0",
      info: {
        title: siteName,
        version: packageJson.version,
        description: DESCRIPTION,
        license: { name: "MIT", identifier: "MIT" },
      },
      servers: [{ url: "/", description: "This site" }],
      tags: TAGS,
      paths: describePaths(routes),
      components: {
        schemas: { Problem: problemSchema },
        headers: describeAllHeaders(),
        securitySchemes: {
          [SECURITY_SCHEME]: {
            type: "oauth2",
            description: "Send the email address as `username`. No client id or secret is required.",
            flows: {
              password: {
                tokenUrl: "/api/users/token",
                scopes: { [OFFLINE_ACCESS]: "Stay logged in: also returns a refresh token." },
              },
            },
          },
        },
      },
    },
    { override: tidySchema },
  );
}

function describePaths(routes: ApiRoutes): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const [path, handlers] of Object.entries(routes)) {
    const operations = METHODS.flatMap((method) => {
      const { operation } = handlers[method];
      return operation ? [[method.toLowerCase(), describeOperation(path, method, operation)] as const] : [];
    });
    paths[path] = Object.fromEntries(operations);
  }
  return paths;
}

function describeOperation(path: string, method: string, operation: Operation): ZodOpenApiOperationObject {
  const { operationId, summary, auth, request = {}, response } = operation;
  const { status, headers = [], etagOf } = response;
  const isConditionalRead = method === "GET" && etagOf !== undefined;
  return {
    operationId,
    summary,
    tags: [tagOf(path)],
    security: auth ? [{ [SECURITY_SCHEME]: [] }] : [],
    ...describeRequest(request, isConditionalRead ? ifNoneMatchHeader : describeRequestHeader(request)),
    responses: {
      [`${status}`]: {
        description: { 200: "OK", 201: "Created", 202: "Accepted", 204: "No Content" }[status],
        headers: describeHeaders(etagOf ? [...headers, "ETag"] : headers),
        ...describeBody(response),
      },
      ...(isConditionalRead && {
        "304": { description: "Not Modified", headers: describeHeaders(["ETag"]) },
      }),
      ...describeProblems(operation),
    },
  };
}

function describeBody({ body, mediaType }: Operation["response"]) {
  if (mediaType !== undefined)
    return { content: { [mediaType]: { schema: { type: "string" as const, format: "binary" } } } };
  return body instanceof z.ZodVoid ? {} : { content: { "application/json": { schema: body } } };
}

function describeRequestHeader({ ifMatch, idempotencyKey }: NonNullable<Operation["request"]>) {
  if (ifMatch) return ifMatchHeader;
  return idempotencyKey ? idempotencyKeyHeader : undefined;
}

function describeRequest(
  { params, query, body, form, picture }: NonNullable<Operation["request"]>,
  header: z.ZodObject | undefined,
) {
  return {
    requestParams: { ...(params && { path: params }), ...(query && { query }), ...(header && { header }) },
    ...(body && { requestBody: { required: true, content: { "application/json": { schema: body } } } }),
    ...(picture && { requestBody: { required: true, content: PICTURE_CONTENT } }),
    ...(form && {
      requestBody: {
        required: true,
        content: {
          "application/x-www-form-urlencoded": { schema: form },
          "multipart/form-data": { schema: form },
        },
      },
    }),
  };
}

/** A picture as the body itself, or as the file of a form. */
const PICTURE_CONTENT: ZodOpenApiContentObject = {
  ...Object.fromEntries(PICTURE_TYPES.map((type) => [type, {}])),
  "multipart/form-data": {
    schema: {
      type: "object",
      required: ["file"],
      properties: {
        file: { type: "string", format: "binary", contentMediaType: "application/octet-stream" },
      },
    },
  },
};

function tagOf(path: string): string {
  if (path.endsWith("/posts") || path.startsWith("/api/posts")) return "Posts";
  return path.startsWith("/api/users") ? "Accounts" : "Service";
}

/** Removes details that zod adds for itself: patterns of formats and numbers, and the integer limits of JavaScript. */
const tidySchema: ZodOpenApiOverride = ({ jsonSchema }) => {
  if (jsonSchema.format !== undefined || jsonSchema.type === "integer") delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
};
