import fc from "fast-check";
import { formBody, jsonBody, type Body } from "./bodies";
import { good, oddAuthorization, oddHeader, type Authorize } from "./headers";
import type { Hints, ObjectSchema } from "./members";
import { oddText } from "./texts";

interface Parameter {
  in: "path" | "query" | "header";
  name: string;
  schema: { type: string; minimum?: number; maximum?: number };
}

interface Reference {
  $ref: string;
}

/** An operation of the API document. */
export interface Operation {
  operationId: string;
  security: readonly unknown[];
  parameters?: readonly Parameter[];
  requestBody?: { content: Record<string, { schema?: Partial<Reference> }> };
  responses: Record<string, unknown>;
}

export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, ObjectSchema | { oneOf: readonly Reference[] }> };
}

/** The row that a path names; it is chosen when the request is sent. */
export type Id = "own" | "other" | "missing";

/** A generated request, before its sender and the existing rows are known. */
export interface FuzzRequest {
  method: string;
  /** The replacement of `{id}`: a row, or a literal segment. */
  id: Id | { segment: string };
  query: string;
  /** Makes `Authorization` from a valid token; undefined sends none. */
  authorize: Authorize | undefined;
  headers: Record<string, string | string[]>;
  body: Body | undefined;
  /** Whether the body is sent in chunks, without a length. */
  isChunked: boolean;
  /** Whether the API document allows the whole request. */
  isRight: boolean;
}

const METHODS = "GET HEAD POST PUT PATCH DELETE OPTIONS TRACE PROPFIND LOCK PURGE SEARCH".split(" ");

const wrongSegment = fc.oneof(
  fc.constantFrom(
    "%ff",
    "%zz",
    "%",
    "%00",
    "1.0",
    "+1",
    "1e3",
    "-1",
    "0",
    "9".repeat(300),
    "1;x",
    "me",
    "%2f",
    "[id]",
  ),
  oddText.map((text) => encodeURIComponent(text.toWellFormed())).filter((text) => !/^\.{0,2}$/.test(text)),
);

function query(
  parameters: readonly Parameter[],
  hints: Hints,
): fc.Arbitrary<{ text: string; isRight: boolean }> {
  const encode = ([name, value]: readonly [string, string]) =>
    `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`;
  const right = parameters
    .filter(({ schema }) => schema.type === "integer")
    .map(({ name, schema: { minimum = 0, maximum = 100 } }) =>
      fc.integer({ min: minimum, max: maximum }).map((value) => [encode([name, String(value)])]),
    );
  const values = fc.oneof(
    oddText,
    fc.constantFrom("0", "1", "100", "101", "1.5", "1e2", "+1", " 1", "1".repeat(4_000), "\u0661"),
    ...Object.values(hints).map((known) => fc.constantFrom(...known)),
  );
  const names = fc.oneof(
    fc.constantFrom("a", "id", "_rsc", "__proto__", ...parameters.map(({ name }) => name)),
    oddText,
  );
  const odd = fc.oneof(
    fc.array(fc.tuple(names, values).map(encode), { minLength: 1, maxLength: 4 }),
    fc
      .constantFrom(
        ...["limit=%ff", "cursor=%zz", "%", "=", "&&&", "limit", "limit[]=1", "a=b&".repeat(1_000)],
      )
      .map((t) => [t]),
  );
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant({ text: "", isRight: true }) },
    ...right.map((arbitrary) => ({
      weight: 2,
      arbitrary: arbitrary.map((pairs) => ({ text: `?${pairs.join("&")}`, isRight: true })),
    })),
    {
      weight: 2,
      arbitrary: odd.map((pairs) => ({ text: `?${pairs.join("&")}`, isRight: parameters.length === 0 })),
    },
  );
}

/** Returns the object schemas that a schema allows: one, or several alternatives. */
function schemasOf(document: ApiDocument, reference: Partial<Reference> | undefined): ObjectSchema[] {
  const schema = document.components.schemas[reference?.$ref?.split("/").at(-1) ?? ""];
  if (schema === undefined) return [{ properties: { a: {} } }];
  return "oneOf" in schema ? schema.oneOf.flatMap((one) => schemasOf(document, one)) : [schema];
}

/** Generates requests to an operation. Most parts are valid, so that the invalid ones are reached. */
export function requestTo(
  document: ApiDocument,
  method: string,
  operation: Operation,
  hints: Hints,
): fc.Arbitrary<FuzzRequest> {
  const { parameters = [], security, requestBody } = operation;
  const content = Object.entries(requestBody?.content ?? {});
  const isForm = content.some(([mediaType]) => mediaType.includes("form"));
  // No generated body is a picture.
  const isPicture = content.some(([mediaType]) => mediaType.startsWith("image/"));
  const schemas = schemasOf(document, content[0]?.[1].schema);
  const body = fc.oneof(...schemas.map((schema) => (isForm ? formBody : jsonBody)(schema, hints)));
  const conditions = parameters
    .filter((parameter) => parameter.in === "header")
    .map(({ name }) => fc.constantFrom({}, { [name]: "*" }, { [name]: '"x"' }, { [name]: '"y"' }));
  const mostly = <Value>(right: Value, wrong: fc.Arbitrary<Value>, weight = 9) =>
    fc.oneof({ weight, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: wrong });

  return fc
    .record({
      method: mostly(method, fc.constantFrom(...METHODS), 14),
      id: fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom<Id>("own", "own", "other", "missing") },
        { weight: 1, arbitrary: wrongSegment.map((segment) => ({ segment })) },
      ),
      query: query(
        parameters.filter((parameter) => parameter.in === "query"),
        hints,
      ),
      authorize: fc.oneof(
        { weight: 8, arbitrary: fc.constant<Authorize | undefined>(good) },
        { weight: 1, arbitrary: fc.constant<Authorize | undefined>(undefined) },
        { weight: 1, arbitrary: oddAuthorization },
      ),
      headers: mostly(
        {},
        fc.array(oddHeader, { minLength: 1, maxLength: 3 }).map((pairs) => Object.fromEntries(pairs)),
        2,
      ),
      conditions: fc.tuple(...conditions),
      // A body that an operation does not read is allowed.
      body: requestBody
        ? fc.option(body, { freq: 20, nil: undefined })
        : fc.option(body, { freq: 3, nil: undefined }),
      isChunked: fc.boolean(),
    })
    .map(({ query: { text, isRight }, conditions, ...request }) => ({
      ...request,
      headers: Object.assign({}, ...conditions, request.headers) as FuzzRequest["headers"],
      query: text,
      isRight:
        isRight &&
        !isPicture &&
        request.method === method &&
        typeof request.id === "string" &&
        (request.authorize === good || security.length === 0) &&
        (requestBody === undefined || (request.body?.isRight ?? false)),
    }));
}
