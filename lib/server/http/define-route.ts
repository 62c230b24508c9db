import "server-only";
import { randomUUID } from "node:crypto";
import type { ProblemCode } from "@/lib/schemas/problem";
import { AppError } from "../errors";
import { runInRequest } from "../request/request-context";
import { clientAddress } from "../request/client-address";
import type { Endpoint, Operation } from "./endpoint";
import { problemResponse } from "./problem-response";

/** The methods that a route can have. */
export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof METHODS)[number];
/** How the server tells a route's OPTIONS of a request whose method is none of these. */
export const REFUSED_METHOD_HEADER = "x-inkwell-refused-method";
/** The methods that a route declares; `HEAD` comes with `GET`, and `OPTIONS` always. */
type DeclaredMethod = Exclude<Method, "HEAD" | "OPTIONS">;

/** A handler as Next calls it. */
interface RouteHandler {
  (request: Request, context: { params: Promise<unknown> }): Promise<Response>;
  /** What it declares, for the document of the API; none for what every route does, such as `OPTIONS`. */
  operation?: Operation;
}
export type RouteHandlers = Record<Method, RouteHandler>;

/**
 * Turns the endpoints of one address into Next's handlers, one for every method: those that are not declared answer 405
 * with `Allow` (RFC 9110 §15.5.6), which Next would leave out.
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
    return toRouteHandler(method === "OPTIONS" ? answerOptions : throwing("method-not-allowed"), { Allow });
  });
}

/** Turns a fault into Next's handlers: the answer to every method of an address. */
export function defineProblem(code: ProblemCode): RouteHandlers {
  return forEachMethod(() => toRouteHandler(throwing(code)));
}

function forEachMethod(toHandler: (method: Method) => RouteHandler): RouteHandlers {
  return Object.fromEntries(METHODS.map((method) => [method, toHandler(method)])) as RouteHandlers;
}

/** What every answer has: a request id, no place in any cache, and a problem body for whatever was thrown. */
function toRouteHandler(endpoint: Endpoint, headers: Record<string, string> = {}): RouteHandler {
  const handle: RouteHandler = async (request, context) => {
    const requestId = randomUUID();
    const params = await context.params;
    const { pathname: path } = new URL(request.url);
    const known = {
      requestId,
      address: clientAddress(request),
      userAgent: request.headers.get("user-agent"),
      method: request.method,
      path,
      signal: request.signal,
    };
    const response = await runInRequest(known, () =>
      endpoint(request, params).catch((thrown: unknown) => problemResponse(thrown, requestId)),
    );
    return withHeaders(response, { ...headers, ...commonHeaders(requestId) });
  };
  return Object.assign(handle, endpoint.operation && { operation: endpoint.operation });
}

/** Answers with a fault a request that reaches no route. */
export function respondWithProblem(fault: AppError): Response {
  const requestId = randomUUID();
  return withHeaders(problemResponse(fault, requestId), commonHeaders(requestId));
}

function commonHeaders(requestId: string): Record<string, string> {
  return { "X-Request-Id": requestId, "Cache-Control": "no-store" };
}

function withHeaders(response: Response, headers: Record<string, string>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

const answerOptions: Endpoint = async (request) => {
  if (request.headers.has(REFUSED_METHOD_HEADER)) throw new AppError("method-not-allowed");
  return new Response(null, { status: 204 });
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
