import "server-only";
import { z } from "zod";
import type { UserPrivate } from "@/lib/schemas/user";
import { authenticate } from "../auth/authenticate";
import { parseForm, parseInput, parseQuery } from "./parse-input";
import { readForm, readJson } from "./read-body";

/** What one method of one address takes and gives; the documents of the API read the same declaration. */
interface EndpointDeclaration<
  Auth extends boolean,
  Result extends z.ZodType,
  Params extends z.ZodType,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Form extends z.ZodType,
> {
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
  response: {
    status: 200 | 201 | 204;
    /** What is not in this schema never leaves. */
    body: Result;
  };
  handler: (input: {
    user: Auth extends true ? UserPrivate : undefined;
    params: z.output<Params>;
    query: z.output<Query>;
    body: z.output<Body>;
    form: z.output<Form>;
  }) => Promise<Reply<z.input<Result>>>;
}

/** What a handler gives: the body, and the headers that belong to it. */
interface Reply<Body> {
  body: Body;
  headers?: Record<string, string>;
}

/** Answers one request whose method and path are already matched; throws `AppError` for every other outcome. */
export type Endpoint = (request: Request, params: unknown) => Promise<Response>;

/** The body of a 204. */
export const noContent = z.void();

/** Declares an endpoint: authenticate, parse, handle, serialise, in this order and nowhere else. */
export function endpoint<
  Auth extends boolean,
  Result extends z.ZodType,
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Body extends z.ZodType = z.ZodUndefined,
  Form extends z.ZodType = z.ZodUndefined,
>(declaration: EndpointDeclaration<Auth, Result, Params, Query, Body, Form>): Endpoint {
  const { auth, request: input = {}, response, handler } = declaration;
  return async (request, params) => {
    const reply = await handler({
      user: (auth ? await authenticate(request) : undefined) as Auth extends true ? UserPrivate : undefined,
      params: (input.params && parseInput(input.params, params, "parameters")) as z.output<Params>,
      query: (input.query && parseQuery(input.query, request)) as z.output<Query>,
      body: (input.body && parseInput(input.body, await readJson(request), "body")) as z.output<Body>,
      form: (input.form && parseForm(input.form, await readForm(request))) as z.output<Form>,
    });
    const body = response.body.parse(reply.body);
    const init = { status: response.status, headers: reply.headers ?? {} };
    return body === undefined ? new Response(null, init) : Response.json(body, init);
  };
}
