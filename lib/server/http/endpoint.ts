import "server-only";
import type { z } from "zod";
import type { UserPrivate } from "@/lib/schemas/user";
import { authenticate } from "../auth/authenticate";
import { parseForm, parseInput } from "./parse-input";
import { readForm, readJson } from "./read-body";

/** What one method of one address takes and gives; the documents of the API read the same declaration. */
export interface EndpointDeclaration<
  Auth extends boolean,
  Params extends z.ZodType,
  Body extends z.ZodType,
  Form extends z.ZodType,
  Result extends z.ZodType,
> {
  /** Whether an access token is needed; the handler then gets its user. */
  auth: Auth;
  request?: {
    /** The segments of the path. */
    params?: Params;
    /** A JSON body. */
    body?: Body;
    /** The parameters of a form, as OAuth 2.0 sends them. */
    form?: Form;
  };
  response: {
    status: 200 | 201;
    /** What is not in this schema never leaves. */
    body: Result;
    headers?: (body: z.output<Result>) => Record<string, string>;
  };
  handler: (input: {
    user: Auth extends true ? UserPrivate : undefined;
    params: z.output<Params>;
    body: z.output<Body>;
    form: z.output<Form>;
  }) => Promise<z.input<Result>>;
}

/** Answers one request whose method and path are already matched; throws `AppError` for every other outcome. */
export type Endpoint = (request: Request, params: unknown) => Promise<Response>;

/** Declares an endpoint: authenticate, parse, handle, serialise, in this order and nowhere else. */
export function endpoint<
  Auth extends boolean,
  Result extends z.ZodType,
  Params extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Form extends z.ZodType = z.ZodUndefined,
>(declaration: EndpointDeclaration<Auth, Params, Body, Form, Result>): Endpoint {
  const { auth, request: input = {}, response, handler } = declaration;
  return async (request, params) => {
    const data = await handler({
      user: (auth ? await authenticate(request) : undefined) as Auth extends true ? UserPrivate : undefined,
      params: (input.params && parseInput(input.params, params, "parameters")) as z.output<Params>,
      body: (input.body && parseInput(input.body, await readJson(request), "body")) as z.output<Body>,
      form: (input.form && parseForm(input.form, await readForm(request))) as z.output<Form>,
    });
    const body = response.body.parse(data);
    return Response.json(body, { status: response.status, headers: response.headers?.(body) ?? {} });
  };
}
