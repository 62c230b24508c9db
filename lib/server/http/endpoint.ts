import "server-only";
import { z } from "zod";
import type { ProblemCode } from "@/lib/schemas/problem";
import type { ResponseHeader } from "@/lib/schemas/response-headers";
import { authenticate } from "../auth/authenticate";
import type { CurrentUser } from "../sessions/session-service";
import { parseForm, parseInput, parseQuery } from "./parse-input";
import { readForm, readJson } from "./read-body";

/** What the document of the API tells of an endpoint: everything of its declaration but how it does it. */
export interface Operation {
  /** The name of the function in generated clients. */
  operationId: string;
  /** A line in the list of operations, as an order: "Log in for an access token". */
  summary: string;
  /** Whether an access token is needed. */
  auth: boolean;
  request?: { params?: z.ZodObject; query?: z.ZodObject; body?: z.ZodType; form?: z.ZodType };
  response: {
    status: 200 | 201 | 204;
    body: z.ZodType;
    headers?: readonly ResponseHeader[];
  };
  /** The problems of its own, besides those that its `auth` and `request` bring along. */
  problems?: readonly ProblemCode[];
}

/** What one method of one address takes, gives and does. */
interface EndpointDeclaration<
  Auth extends boolean,
  Result extends z.ZodType,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Form extends z.ZodType,
> extends Omit<Operation, "operationId" | "summary"> {
  /** Whether an access token is needed; the handler then gets its user. */
  auth: Auth;
  request?: {
    /** The segments of the path. */
    params?: Params;
    query?: Query;
    /** A JSON body. */
    body?: Body;
    /** The parameters of a form, as OAuth 2.0 sends them. */
    form?: Form;
  };
  response: Operation["response"] & {
    /** What is not in this schema never leaves. */
    body: Result;
  };
  handler: (input: {
    user: Auth extends true ? CurrentUser : undefined;
    params: z.output<Params>;
    query: z.output<Query>;
    body: z.output<Body>;
    form: z.output<Form>;
    /** For what only HTTP knows, such as a cookie. */
    request: Request;
  }) => Promise<Reply<z.input<Result>>>;
}

/** What a handler gives: the body, and the headers that belong to it. */
interface Reply<Body> {
  body: Body;
  headers?: Partial<Record<ResponseHeader, string>>;
}

/** Answers one request whose method and path are already matched; throws `AppError` for every other outcome. */
export interface Endpoint {
  (request: Request, params: unknown): Promise<Response>;
  operation?: Operation;
}

/** The body of a 204. */
export const noContent = z.void();

/** Declares an endpoint: authenticate, parse, handle, serialise, in this order and nowhere else. */
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
  const answer: Endpoint = async (request, params) => {
    const reply = await handler({
      user: (auth ? await authenticate(request) : undefined) as Auth extends true ? CurrentUser : undefined,
      params: (input.params && parseInput(input.params, params, "parameters")) as z.output<Params>,
      query: (input.query && parseQuery(input.query, request)) as z.output<Query>,
      body: (input.body && parseInput(input.body, await readJson(request), "body")) as z.output<Body>,
      form: (input.form && parseForm(input.form, await readForm(request))) as z.output<Form>,
      request,
    });
    const body = response.body.parse(reply.body);
    const init = { status: response.status, headers: reply.headers ?? {} };
    return body === undefined ? new Response(null, init) : Response.json(body, init);
  };
  return Object.assign(answer, { operation: { operationId, summary, ...declaration } });
}
