import "server-only";
import { z } from "zod";
import type { ProblemCode } from "@/lib/schemas/problem";
import type { ResponseHeader } from "@/lib/schemas/response-headers";
import { authenticate } from "../auth/authenticate";
import { etagOf, type Precondition } from "../etag";
import type { CurrentUser } from "../sessions/session-service";
import { isKnownToClient, readIfMatch } from "./conditional-request";
import { readIdempotencyKey } from "./idempotency-key";
import { parseForm, parseInput, parseQuery } from "./parse-input";
import { readForm, readJson, readPicture } from "./read-body";

/** The part of an endpoint's declaration that the API document describes. */
export interface Operation {
  /** Name of the function in generated clients. Clients depend on it, so it must not change. */
  operationId: string;
  /** One line for the list of operations, in the imperative. */
  summary: string;
  /** Whether the endpoint requires an access token. */
  auth: boolean;
  request?: {
    params?: z.ZodObject;
    query?: z.ZodObject;
    body?: z.ZodType;
    form?: z.ZodType;
    picture?: boolean;
    ifMatch?: boolean;
    idempotencyKey?: boolean;
  };
  response: {
    status: 200 | 201 | 202 | 204;
    body: z.ZodType;
    /** The type of a body that is not JSON but a `ReadableStream`, which is sent as the client reads it. */
    mediaType?: string;
    headers?: readonly ResponseHeader[];
    /** The schema of what `GET` returns, if the response has an `ETag`: the one that `GET` sends. */
    etagOf?: z.ZodType;
  };
  /** Errors in addition to those that follow from `auth` and `request`. */
  problems?: readonly ProblemCode[];
}

/** Declares what one method of one path accepts, returns and does. */
interface EndpointDeclaration<
  Auth extends boolean,
  Result extends z.ZodType,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Form extends z.ZodType,
> extends Omit<Operation, "operationId" | "summary"> {
  /** Whether the endpoint requires an access token. The handler then receives its user. */
  auth: Auth;
  request?: {
    /** Path parameters. */
    params?: Params;
    query?: Query;
    /** A JSON body. */
    body?: Body;
    /** Parameters of an OAuth 2.0 form. */
    form?: Form;
    /** Whether the handler reads a picture from the body. */
    picture?: boolean;
    /** Whether the handler takes a precondition. */
    ifMatch?: boolean;
    /** Whether the handler takes an `Idempotency-Key`. */
    idempotencyKey?: boolean;
  };
  response: Operation["response"] & {
    /** Serializes the response. Members that are not in this schema are removed. */
    body: Result;
  };
  handler: (input: {
    user: Auth extends true ? CurrentUser : undefined;
    params: z.output<Params>;
    query: z.output<Query>;
    body: z.output<Body>;
    form: z.output<Form>;
    /** Reads the picture of the body, when the handler has found that it may be sent. */
    readPicture: () => Promise<Uint8Array>;
    /** The precondition of `If-Match`, if the request has one. */
    ifMatch: Precondition | undefined;
    /** The `Idempotency-Key`, if the request has one. */
    idempotencyKey: string | undefined;
    /** For details of HTTP, such as cookies. */
    request: Request;
  }) => Promise<Reply<z.input<Result>>>;
}

/** The result of a handler: the response body and its headers. */
interface Reply<Body> {
  body: Body;
  headers?: Partial<Record<ResponseHeader, string>>;
}

/**
 * Responds to a request with a matching method and path.
 *
 * @throws {AppError} for every unsuccessful outcome
 */
export interface Endpoint {
  (request: Request, params: unknown): Promise<Response>;
  operation?: Operation;
}

/** The body of a 204. */
export const noContent = z.void();

/** Creates an endpoint that authenticates, parses, handles and serializes, in this order. */
export function endpoint<
  Auth extends boolean,
  Result extends z.ZodType,
  Params extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Query extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Body extends z.ZodType = z.ZodUndefined,
  Form extends z.ZodType = z.ZodUndefined,
>(
  operationId: string,
  summary: string,
  declaration: EndpointDeclaration<Auth, Result, Params, Query, Body, Form>,
): Endpoint {
  const { auth, request: input = {}, response, handler } = declaration;
  const respond: Endpoint = async (request, params) => {
    const reply = await handler({
      user: (auth ? await authenticate(request) : undefined) as Auth extends true ? CurrentUser : undefined,
      params: (input.params && parseInput(input.params, params, "parameters")) as z.output<Params>,
      query: (input.query && parseQuery(input.query, request)) as z.output<Query>,
      body: (input.body && parseInput(input.body, await readJson(request), "body")) as z.output<Body>,
      form: (input.form && parseForm(input.form, await readForm(request))) as z.output<Form>,
      readPicture: () => readPicture(request),
      ifMatch: input.ifMatch ? readIfMatch(request) : undefined,
      idempotencyKey: input.idempotencyKey ? readIdempotencyKey(request) : undefined,
      request,
    });
    const body = response.body.parse(reply.body);
    const etag =
      response.etagOf && etagOf(response.etagOf === response.body ? body : response.etagOf.parse(reply.body));
    if (etag !== undefined && isSafe(request) && isKnownToClient(request.headers.get("if-none-match"), etag))
      return new Response(null, { status: 304, headers: { ETag: etag } });
    const { status, mediaType } = response;
    const headers = {
      ...reply.headers,
      ...(etag !== undefined && { ETag: etag }),
      ...(mediaType !== undefined && { "Content-Type": mediaType }),
    };
    if (body === undefined) return new Response(null, { status, headers });
    if (mediaType !== undefined) return new Response(body as ReadableStream, { status, headers });
    return Response.json(body, { status, headers });
  };
  return Object.assign(respond, { operation: { operationId, summary, ...declaration } });
}

function isSafe({ method }: Request): boolean {
  return method === "GET" || method === "HEAD";
}
