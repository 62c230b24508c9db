import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerptOf } from "./excerpt";

const LENGTH = 280;

describe("excerptOf", () => {
  it.each([
    ["a short text as it is", "Hello, world.", "Hello, world."],
    ["line breaks and tabs as one space", " a\r\n\r\n\tb \u2003 c\n", "a b c"],
    ["280 characters whole", "x".repeat(LENGTH), "x".repeat(LENGTH)],
    ["280 characters in words whole", `${"word ".repeat(55)}words`, `${"word ".repeat(55)}words`],
    ["281 characters cut", "x".repeat(LENGTH + 1), `${"x".repeat(LENGTH)}…`],
    ["a long text cut between words", "word ".repeat(200), `${"word ".repeat(56).trim()}…`],
    ["a word that ends at the limit whole", `${"x".repeat(LENGTH)} more`, `${"x".repeat(LENGTH)}…`],
    ["a text without spaces cut where it stands", "字".repeat(1000), `${"字".repeat(LENGTH)}…`],
    ["a text without spaces never cut through a character", `a${"😀".repeat(400)}`, `a${"😀".repeat(139)}…`],
    ["markup as text", "<b>bold</b> & more", "<b>bold</b> & more"],
  ])("gives %s", (_what, content, excerpt) => {
    expect(excerptOf(content)).toBe(excerpt);
  });

  it.each([
    ["much white space inside", `a${" ".repeat(600)}b`, "a b"],
    ["much white space before", `${"\n".repeat(600)}The text`, "The text"],
    ["much white space behind", `The text${" ".repeat(600)}`, "The text"],
  ])("reads over %s", (_what, content, excerpt) => {
    expect(excerptOf(content)).toBe(excerpt);
  });

  const part = fc.oneof(
    fc.string({ unit: "binary", maxLength: 30 }).filter((text) => text.isWellFormed()),
    fc.nat(400).map((count) => " ".repeat(count)),
    fc.nat(400).map((count) => "😀".repeat(count)),
    fc.constantFrom("word ", "\n", "😀", "x"),
  );
  const text = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(""));

  it("never gives half a character where it was given whole ones", () => {
    fc.assert(
      fc.property(text, (content) => {
        expect(excerptOf(content).isWellFormed()).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("gives one line, of at most 280 characters and an ellipsis, which begins as the text does", () => {
    fc.assert(
      fc.property(text, (content) => {
        const line = content.replace(/\s+/g, " ").trim();
        const excerpt = excerptOf(content);
        expect(excerpt.length).toBeLessThanOrEqual(LENGTH + 1);
        expect(excerpt).not.toMatch(/^\s|\s$|[^\S ]| {2}/);
        if (excerpt !== line) {
          expect(excerpt.endsWith("…")).toBe(true);
          expect(line.startsWith(excerpt.slice(0, -1))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
