import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toPlainText } from "@/lib/markdown/to-plain-text";
import { TEXT_START_LENGTH } from "@/lib/schemas/text-start";
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
    ["HTML as text", "<b>bold</b> & more", "<b>bold</b> & more"],
    [
      "a text without the signs of Markdown",
      "# A *b*\n\n- [c](/d)\n- [x] ~~e~~ `f`\n\n> &lt;g&gt;",
      "A b c e f <g>",
    ],
    ["lists in lists", "- a\n  - b\n    > c\n- d", "a b c d"],
    ["the cells of a table", "| a | b |\n|---|---|\n| c | d |", "a b c d"],
    ["the description of a picture", "![a pen](/pen.png)", "a pen"],
    ["a text without its footnotes", "a[^1] b\n\n[^1]: c", "a b"],
  ])("returns %s", (_what, content, excerpt) => {
    expect(excerptOf(content)).toBe(excerpt);
  });

  it.each([
    ["much white space inside", `a${" ".repeat(600)}b`, "a b"],
    ["much white space before", `${"\n".repeat(600)}The text`, "The text"],
    ["much white space behind", `The text${" ".repeat(600)}`, "The text"],
  ])("skips %s", (_what, content, excerpt) => {
    expect(excerptOf(content)).toBe(excerpt);
  });

  const FAMILY = "👩\u200d👩\u200d👧\u200d👦";
  const FLAG = "🇩🇪";
  it.each([
    ["emoji that are joined", FAMILY, 25],
    ["flags", FLAG, 70],
    ["letters with marks", "e\u0301\u0316", 93],
    ["Hangul syllables in letters", "\u1112\u1161\u11ab", 93],
    ["emoji with a skin tone", "👍🏽", 70],
  ])("cuts between %s, and never inside one", (_what, character, count) => {
    expect(excerptOf(character.repeat(400))).toBe(`${character.repeat(count)}…`);
    expect(excerptOf(`x${character.repeat(400)}`)).toBe(
      `x${character.repeat(Math.floor((LENGTH - 1) / character.length))}…`,
    );
  });

  it("leaves out a last word whose first mark belongs to the space before it", () => {
    expect(excerptOf(`${"x".repeat(LENGTH - 1)} \u0301${"y".repeat(LENGTH)}`)).toBe(
      `${"x".repeat(LENGTH - 1)}…`,
    );
  });

  it("leaves out a character of thousands of marks", () => {
    expect(excerptOf(`Ink e${"\u0301".repeat(49_000)}`)).toBe("Ink…");
    expect(excerptOf(`e${"\u0301".repeat(49_000)}`)).toBe("…");
  });

  it("keeps a character whole when only the part that is read ends inside it", () => {
    const text = `The text${" ".repeat(991)}e\u0301`;
    expect(excerptOf(text)).toBe("The text…");
  });

  const part = fc.oneof(
    fc.string({ unit: "binary", maxLength: 30 }).filter((text) => text.isWellFormed()),
    fc.nat(400).map((count) => " ".repeat(count)),
    fc.nat(400).map((count) => "😀".repeat(count)),
    fc.nat(300).map((count) => "\u0301".repeat(count)),
    fc.constantFrom("word ", "\n", "😀", "x", FAMILY, FLAG),
  );
  const text = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(""));

  const shortText = text
    .map((whole) => whole.slice(0, TEXT_START_LENGTH))
    .filter((cut) => cut.isWellFormed());

  it("never returns half a surrogate pair of a well-formed text", () => {
    fc.assert(
      fc.property(text, (content) => {
        expect(excerptOf(content).isWellFormed()).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("returns one line that starts as the text does, of at most 280 units and an ellipsis", () => {
    fc.assert(
      fc.property(shortText, (content) => {
        const line = toPlainText(content).replace(/\s+/g, " ").trim();
        const excerpt = excerptOf(content);
        expect(excerpt.length).toBeLessThanOrEqual(LENGTH + 1);
        expect(excerpt).not.toMatch(/^\s|\s$|[^\S ]| {2}/);
        if (excerpt !== line) {
          expect(excerpt.endsWith("…")).toBe(true);
          const shown = excerpt.slice(0, -1);
          expect(line.startsWith(shown)).toBe(true);
          const next = new Intl.Segmenter().segment(line).containing(shown.length);
          expect(next?.index).toBe(shown === line ? undefined : shown.length);
        }
      }),
      { numRuns: 500 },
    );
  });
});
