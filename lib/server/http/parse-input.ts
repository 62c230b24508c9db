import "server-only";
import type { z } from "zod";
import type { FieldError } from "@/lib/schemas/problem";
import { AppError } from "../errors";

/** Where an input came from: what its faults point at. */
type Place = "body" | "parameters";

/** A stable word for programs for each kind of fault that zod tells. */
const FAULT_CODES: Partial<Record<z.core.$ZodIssue["code"], string>> = {
  invalid_type: "invalid-type",
  too_small: "too-short",
  too_big: "too-long",
  invalid_format: "invalid-format",
};

/**
 * Parses what a client sent.
 *
 * @throws {AppError} `validation-error` with every fault, none of which repeats what was sent
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
  // A list in place of a text is of the wrong type; that it is too short besides helps nobody.
  const told = issues.filter((issue) => isWrongType(issue) || !wrongTypes.has(toPointer(issue.path)));
  const errors = told.map((issue) => toFault(issue, place, input));
  throw new AppError("validation-error", { errors });
}

/**
 * Parses the query of a request. What the schema does not know is ignored, however often it comes.
 *
 * @throws {AppError} `validation-error` with every fault; one is a parameter that is repeated: which one was meant?
 */
export function parseQuery<Schema extends z.ZodObject>(schema: Schema, request: Request): z.output<Schema> {
  const { searchParams } = new URL(request.url);
  const repeated = Object.keys(schema.shape).filter((name) => searchParams.getAll(name).length > 1);
  if (repeated.length === 0) return parseInput(schema, Object.fromEntries(searchParams), "parameters");
  const errors = repeated.map((parameter) => ({ parameter, detail: "Send it once", code: "repeated" }));
  throw new AppError("validation-error", { errors });
}

/**
 * Parses the parameters of an OAuth 2.0 form, whose faults have names of their own (RFC 6749 §5.2).
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
  const errors = issues.map((issue) => toFault(issue, "body", form));
  if (issues.some((issue) => issue.path[0] === "grant_type"))
    throw new AppError("unsupported-grant-type", { errors });
  throw new AppError("invalid-request", { errors });
}

function isWrongType({ code }: z.core.$ZodIssue): boolean {
  return code === "invalid_type";
}

function toFault(issue: z.core.$ZodIssue, place: Place, input: unknown): FieldError {
  const at = place === "body" ? { pointer: toPointer(issue.path) } : { parameter: String(issue.path[0]) };
  const code = isAbsent(input, issue.path) ? "required" : (FAULT_CODES[issue.code] ?? "invalid-value");
  return { ...at, detail: issue.message, code };
}

/** A JSON pointer as a URI fragment (RFC 6901 §6). */
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
