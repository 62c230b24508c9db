import "server-only";
import type { z } from "zod";
import type { FieldError } from "@/lib/schemas/problem";
import { AppError } from "../errors";

/** Where an input comes from, which decides how its errors locate it. */
type Place = "body" | "parameters";

/** The error codes of the API for zod's issue codes. */
const ERROR_CODES: Partial<Record<z.core.$ZodIssue["code"], string>> = {
  invalid_type: "invalid-type",
  too_small: "too-short",
  too_big: "too-long",
  invalid_format: "invalid-format",
};

/**
 * Parses client input.
 *
 * @throws {AppError} `validation-error` with every field error. None of them contains the input.
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  place: Place,
): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const { issues } = result.error;
  const wrongTypes = new Set(issues.filter(isWrongType).map(({ path }) => toPointer(path)));
  // A value of the wrong type can also violate length rules; only the type error helps the client.
  const reported = issues.filter((issue) => isWrongType(issue) || !wrongTypes.has(toPointer(issue.path)));
  const errors = reported.map((issue) => toFieldError(issue, place, input));
  throw new AppError("validation-error", { errors });
}

/**
 * Parses the query of a request. Unknown parameters are ignored.
 *
 * @throws {AppError} `validation-error` with every field error. A repeated parameter is an error because it is ambiguous.
 */
export function parseQuery<Schema extends z.ZodObject>(schema: Schema, request: Request): z.output<Schema> {
  const { searchParams } = new URL(request.url);
  const repeated = Object.keys(schema.shape).filter((name) => searchParams.getAll(name).length > 1);
  if (repeated.length === 0) return parseInput(schema, Object.fromEntries(searchParams), "parameters");
  const errors = repeated.map((parameter) => ({
    parameter,
    detail: "Send this parameter only once",
    code: "repeated",
  }));
  throw new AppError("validation-error", { errors });
}

/**
 * Parses the parameters of an OAuth 2.0 form, which has its own error codes (RFC 6749 §5.2).
 *
 * @throws {AppError} `unsupported-grant-type`, `invalid-request`
 */
export function parseForm<Schema extends z.ZodType>(
  schema: Schema,
  form: Record<string, string>,
): z.output<Schema> {
  const result = schema.safeParse(form);
  if (result.success) return result.data;
  const { issues } = result.error;
  const errors = issues.map((issue) => toFieldError(issue, "body", form));
  if (issues.some((issue) => issue.path[0] === "grant_type"))
    throw new AppError("unsupported-grant-type", { errors });
  throw new AppError("invalid-request", { errors });
}

function isWrongType({ code }: z.core.$ZodIssue): boolean {
  return code === "invalid_type";
}

function toFieldError(issue: z.core.$ZodIssue, place: Place, input: unknown): FieldError {
  const location =
    place === "body" ? { pointer: toPointer(issue.path) } : { parameter: String(issue.path[0]) };
  const code = isAbsent(input, issue.path) ? "required" : (ERROR_CODES[issue.code] ?? "invalid-value");
  return { ...location, detail: issue.message, code };
}

/** Returns a JSON Pointer in a URI fragment (RFC 6901 §6). */
function toPointer(path: readonly PropertyKey[]): string {
  const tokens = path.map((key) =>
    encodeURIComponent(String(key).replaceAll("~", "~0").replaceAll("/", "~1")),
  );
  return ["#", ...tokens].join("/");
}

function isAbsent(input: unknown, path: readonly PropertyKey[]): boolean {
  let value = input;
  for (const key of path) value = (value as Partial<Record<PropertyKey, unknown>> | null | undefined)?.[key];
  return value === undefined;
}
