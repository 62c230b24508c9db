import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { highlight } from "./highlight";

/** Returns the parts that have a color, each as its kind and its text. */
const coloredIn = (code: string, language: string) =>
  highlight(code, language)?.flatMap(({ kind, text }) => (kind === undefined ? [] : [`${kind} ${text}`]));

describe("highlight finds the parts of", () => {
  it.each([
    [
      "js",
      "const a1 = `${b}` + 0x1f; // c",
      ["keyword const", "string `${b}`", "number 0x1f", "comment // c"],
    ],
    ["TypeScript", "/* a\nb */ type A = 'x\\'y'", ["comment /* a\nb */", "keyword type", "string 'x\\'y'"]],
    ["c++", 'return "a\\\\"; /* open', ["keyword return", 'string "a\\\\"', "comment /* open"]],
    ["python", '"""a\nb""" # c\nif x#y', ['string """a\nb"""', "comment # c", "keyword if"]],
    ["sh", "echo ${#a} # b", ["comment # b"]],
    ["sql", "SELECT 1 -- all", ["keyword SELECT", "number 1", "comment -- all"]],
    ["json", '{"a": true, "b": 2}', ['string "a"', "keyword true", 'string "b"', "number 2"]],
    [
      "html",
      '<!-- a --><p class="b">c</p>',
      ["comment <!-- a -->", "keyword <p", 'string "b"', "keyword >", "keyword </p", "keyword >"],
    ],
    ["diff", "@@ 1 @@\n-a\n+b\n c", ["comment @@ 1 @@", "keyword -a", "string +b"]],
  ])("%s", (language, code, parts) => {
    expect(coloredIn(code, language)).toEqual(parts);
  });
});

it("highlight knows no other languages, whatever their names", () => {
  for (const name of ["", "brainfuck", "__proto__", "constructor"])
    expect(highlight("a", name)).toBeUndefined();
});

it("highlight ends a string without an end with its line", () => {
  expect(coloredIn('"a\nif', "js")).toEqual(['string "a', "keyword if"]);
});

it("highlight leaves out nothing and adds nothing", () => {
  const part = fc.constantFrom(
    ..."\"'`/*#-<>!@+\n\\ ".split(""),
    "if ",
    "a1",
    "12",
    '"""',
    "<!--",
    "é",
    "😀",
  );
  const code = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(
      code,
      fc.constantFrom("js", "c", "py", "sql", "html", "diff", "css", "json", "yaml"),
      (text, language) => {
        const parts = highlight(text, language) ?? [];
        expect(parts.map((one) => one.text).join("")).toBe(text);
        expect(parts.every((one) => one.text !== "")).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});
