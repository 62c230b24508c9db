import "server-only";
import { randomUUID } from "node:crypto";
import type { ProblemCode } from "@/lib/schemas/problem";
import { AppError } from "../errors";
import { trackDatabaseUse } from "../request/database-use";
import { runInRequest, type RequestContext } from "../request/request-context";
import { clientAddress } from "../request/client-address";
import { corsHeaders, preflightHeaders } from "./cors";
import type { Endpoint, Operation } from "./endpoint";
import { problemResponse } from "./problem-response";

/** The methods for which Next calls a route handler. */
export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof METHODS)[number];
/**
 * Set by the production server on requests with any other method, which it passes to the route's OPTIONS handler: the route
 * then responds with 405 and its `Allow` header.
 */
export const UNSUPPORTED_METHOD_HEADER = "x-inkwell-unsupported-method";
/** The methods that a route can declare. `HEAD` comes with `GET`; every route has `OPTIONS`. */
type DeclaredMethod = Exclude<Method, "HEAD" | "OPTIONS">;

/** A route handler as Next calls it. */
interface RouteHandler {
  (request: Request, context: { params: Promise<unknown> }): Promise<Response>;
  /** The declaration, for the API document. Absent on handlers that every route has, such as `OPTIONS`. */
  operation?: Operation;
}
export type RouteHandlers = Record<Method, RouteHandler>;

/**
 * Turns the endpoints of one path into Next route handlers, one for every method. Undeclared methods respond with 405 and
 * `Allow` (RFC 9110 §15.5.6); Next's own 405 has no `Allow`.
 */
export function defineRoute(endpoints: Partial<Record<DeclaredMethod, Endpoint>>): RouteHandlers {
  const { GET } = endpoints;
  const declared: Partial<Record<Method, Endpoint>> = {
    ...endpoints,
    ...(GET && { HEAD: withoutBody(GET) }),
  };
  const Allow = METHODS.filter((method) => method === "OPTIONS" || declared[method]).join(", ");
  return forEachMethod((method) => {
    const endpoint = declared[method];
    if (endpoint) return toRouteHandler(endpoint);
    return toRouteHandler(
      method === "OPTIONS" ? respondingToOptions(Allow) : throwing("method-not-allowed"),
      { Allow },
    );
  });
}

/** Returns Next route handlers that respond to every method with the same error. */
export function defineErrorRoute(code: ProblemCode): RouteHandlers {
  return forEachMethod(() => toRouteHandler(throwing(code)));
}

function forEachMethod(toHandler: (method: Method) => RouteHandler): RouteHandlers {
  return Object.fromEntries(METHODS.map((method) => [method, toHandler(method)])) as RouteHandlers;
}

/** Wraps an endpoint for Next: adds the request context and the common headers, and turns thrown values into error responses. */
function toRouteHandler(endpoint: Endpoint, headers: Record<string, string> = {}): RouteHandler {
  const handle: RouteHandler = async (request, context) => {
    const requestId = randomUUID();
    const params = await context.params;
    // Most requests need neither the address nor the path.
    const requestContext: RequestContext = {
      requestId,
      get address() {
        return clientAddress(request);
      },
      userAgent: request.headers.get("user-agent"),
      method: request.method,
      get path() {
        return new URL(request.url).pathname;
      },
      signal: request.signal,
    };
    const response = await runInRequest(requestContext, () =>
      trackDatabaseUse(() => endpoint(request, params)).catch((thrown: unknown) =>
        problemResponse(thrown, requestId),
      ),
    );
    return withHeaders(response, { ...headers, ...commonHeaders(requestId), ...corsHeaders(request) });
  };
  return Object.assign(handle, endpoint.operation && { operation: endpoint.operation });
}

/** Returns the response to a request that fails before it reaches a route, without CORS headers. */
export function errorResponse(error: AppError): Response {
  const requestId = randomUUID();
  return withHeaders(problemResponse(error, requestId), commonHeaders(requestId));
}

function commonHeaders(requestId: string): Record<string, string> {
  return { "X-Request-Id": requestId, "Cache-Control": "no-store" };
}

function withHeaders(response: Response, headers: Record<string, string>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/** Creates the endpoint for OPTIONS, with which browsers also ask whether a page of another origin may send a request. */
const respondingToOptions =
  (allowedMethods: string): Endpoint =>
  async (request) => {
    if (request.headers.has(UNSUPPORTED_METHOD_HEADER)) throw new AppError("method-not-allowed");
    return new Response(null, { status: 204, headers: preflightHeaders(request, allowedMethods) });
  };

const throwing =
  (code: ProblemCode): Endpoint =>
  async () => {
    throw new AppError(code);
  };

function withoutBody(endpoint: Endpoint): Endpoint {
  return async (request, params) => {
    const { status, headers } = await endpoint(request, params);
    return new Response(null, { status, headers });
  };
}
