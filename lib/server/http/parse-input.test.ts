import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "../errors";
import { parseForm, parseInput } from "./parse-input";

function errorOf(parse: () => unknown): AppError {
  try {
    parse();
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  return expect.unreachable("the input was accepted");
}

describe("parseInput", () => {
  it("returns the parsed input", () => {
    expect(parseInput(z.object({ a: z.string().trim() }), { a: " 1 ", b: 2 }, "body")).toEqual({ a: "1" });
  });

  it.each([
    ["a member", z.object({ name: z.string("Wanted") }), { name: 1 }, "#/name"],
    ["the body itself", z.string("Wanted"), 1, "#"],
    [
      "a member of a member of a list",
      z.object({ a: z.array(z.object({ b: z.int("Wanted") })) }),
      { a: [{ b: "" }] },
      "#/a/0/b",
    ],
    [
      "a name with slash and tilde (RFC 6901 §3)",
      z.object({ "a/b~c": z.int("Wanted") }),
      { "a/b~c": "" },
      "#/a~1b~0c",
    ],
    [
      "a name with white space and umlaut (RFC 6901 §6)",
      z.object({ "ä b": z.int("Wanted") }),
      { "ä b": "" },
      "#/%C3%A4%20b",
    ],
  ])("points at %s", (_what, schema, input, pointer) => {
    expect(errorOf(() => parseInput(schema, input, "body"))).toMatchObject({
      code: "validation-error",
      errors: [{ pointer, detail: "Wanted", code: "invalid-type" }],
    });
  });

  it("names the path or query parameter instead of a pointer", () => {
    const schema = z.object({ limit: z.string().regex(/^\d+$/, "Use a number") });
    expect(errorOf(() => parseInput(schema, { limit: "x" }, "parameters")).errors).toEqual([
      { parameter: "limit", detail: "Use a number", code: "invalid-format" },
    ]);
  });

  it("reports a code for each kind of error and for missing members", () => {
    const schema = z.object({
      missing: z.string("A"),
      short: z.string().min(2, "B"),
      long: z.string().max(2, "C"),
      typed: z.int("D"),
      shaped: z.email("E"),
      other: z.string().refine(() => false, "F"),
      nothing: z.string("G"),
    });
    const input = { short: "1", long: "123", typed: "1", shaped: "1", other: "1", nothing: null };
    expect(errorOf(() => parseInput(schema, input, "body")).errors).toEqual([
      { pointer: "#/missing", detail: "A", code: "required" },
      { pointer: "#/short", detail: "B", code: "too-short" },
      { pointer: "#/long", detail: "C", code: "too-long" },
      { pointer: "#/typed", detail: "D", code: "invalid-type" },
      { pointer: "#/shaped", detail: "E", code: "invalid-format" },
      { pointer: "#/other", detail: "F", code: "invalid-value" },
      { pointer: "#/nothing", detail: "G", code: "invalid-type" },
    ]);
  });

  it("reports only the type of a value of the wrong type, not its length", () => {
    const schema = z.object({ password: z.string("A text, please").min(8, "Longer, please") });
    expect(errorOf(() => parseInput(schema, { password: ["canary"] }, "body")).errors).toEqual([
      { pointer: "#/password", detail: "A text, please", code: "invalid-type" },
    ]);
  });
});

describe("parseForm", () => {
  const schema = z.object({
    grant_type: z.literal("password", "Another grant"),
    username: z.string("A name, please"),
  });

  it("reports a missing parameter as invalid-request", () => {
    expect(errorOf(() => parseForm(schema, { grant_type: "password" }))).toMatchObject({
      code: "invalid-request",
      errors: [{ pointer: "#/username", detail: "A name, please", code: "required" }],
    });
  });

  it("reports an unsupported grant type before other errors", () => {
    expect(errorOf(() => parseForm(schema, { grant_type: "implicit" })).code).toBe("unsupported-grant-type");
  });
});
