import "server-only";
import {
  createDocument,
  type oas31,
  type ZodOpenApiOperationObject,
  type ZodOpenApiOverride,
  type ZodOpenApiPathsObject,
} from "zod-openapi";
import { z } from "zod";
import { problemSchema } from "@/lib/schemas/problem";
import { OFFLINE_ACCESS } from "@/lib/schemas/oauth-names";
import packageJson from "@/package.json";
import type { RouteHandlers } from "../http/define-route";
import type { Operation } from "../http/endpoint";
import { describeAllHeaders, describeHeaders } from "./headers";
import { describeProblems } from "./problem-responses";

/** The routes of the API by their paths, as OpenAPI writes them. */
export type ApiRoutes = Readonly<Record<string, RouteHandlers>>;

/** The methods that are described, in the order in which they are shown. */
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const SECURITY_SCHEME = "password";

const DESCRIPTION = `
Reading is for everyone. To write, register, log in with the email address and the password, and send the access token that
comes back as \`Authorization: Bearer …\`.

- A log-in with \`scope=offline_access\` also gives a refresh token, for one use each. Every log-in is a session that can be
  ended; its tokens then count no more.
- What matters most needs a log-in of the last five minutes (RFC 9470).
- A problem is \`application/problem+json\` (RFC 9457); programs go by its \`code\`, and \`errors\` names every field at fault.
- \`HEAD\` answers wherever \`GET\` does; any other method is 405, with \`Allow\`. An unknown address is 404.
- Members of a body and parameters that are not named here are ignored.
- Times are in UTC. Ids are never used twice.
`.trim();

const TAGS = [
  { name: "Accounts", description: "Register, log in, and look after one's account." },
  { name: "Posts", description: "Read and write." },
  { name: "Service", description: "The service itself." },
];

/** Makes the OpenAPI 3.1 document of the API out of the declarations that serve it. */
export function createApiDocument(routes: ApiRoutes): oas31.OpenAPIObject {
  return createDocument(
    {
      openapi: "3.1.0",
      info: {
        title: "Inkwell",
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
            description: "The email address goes into `username`; no client id or secret is needed.",
            flows: {
              password: {
                tokenUrl: "/api/users/token",
                scopes: { [OFFLINE_ACCESS]: "Stay signed in: a refresh token comes along." },
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
      return operation ? [[method.toLowerCase(), describeOperation(path, operation)] as const] : [];
    });
    paths[path] = Object.fromEntries(operations);
  }
  return paths;
}

function describeOperation(path: string, operation: Operation): ZodOpenApiOperationObject {
  const { operationId, summary, auth, request, response } = operation;
  const { status, body, headers } = response;
  return {
    operationId,
    summary,
    tags: [tagOf(path)],
    security: auth ? [{ [SECURITY_SCHEME]: [] }] : [],
    ...describeRequest(request),
    responses: {
      [`${status}`]: {
        description: { 200: "OK", 201: "Created", 204: "No Content" }[status],
        headers: describeHeaders(headers),
        ...(!(body instanceof z.ZodVoid) && { content: { "application/json": { schema: body } } }),
      },
      ...describeProblems(operation),
    },
  };
}

function describeRequest({ params, query, body, form }: Operation["request"] = {}) {
  return {
    ...((params ?? query) && { requestParams: { ...(params && { path: params }), ...(query && { query }) } }),
    ...(body && { requestBody: { required: true, content: { "application/json": { schema: body } } } }),
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

function tagOf(path: string): string {
  if (path.endsWith("/posts") || path.startsWith("/api/posts")) return "Posts";
  return path.startsWith("/api/users") ? "Accounts" : "Service";
}

/** Takes out what zod says for its own purposes: a pattern beside a format or a number, and the limits of JavaScript. */
const tidySchema: ZodOpenApiOverride = ({ jsonSchema }) => {
  if (jsonSchema.format !== undefined || jsonSchema.type === "integer") delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
};
