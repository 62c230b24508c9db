import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { contentField, newPasswordField, titleField } from "./field-rules";

const CODE_POINTS = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));

const accepts = (field: z.ZodType, input: unknown) => field.safeParse(input).success;
const messagesFor = (field: z.ZodType, input: unknown) =>
  field.safeParse(input).error?.issues.map(({ message }) => message);

describe("newPasswordField", () => {
  it.each([
    ["a missing password", undefined, ["Enter a password"]],
    ["7 characters", "1234567", ["Use at least 8 characters"]],
    ["129 characters", "a".repeat(129), ["Use at most 128 characters"]],
    ["a lone surrogate", "12345678\udfff", ["Remove invalid characters"]],
  ])("explains what is wrong with %s", (_what, typed, expected) => {
    expect(messagesFor(newPasswordField, typed)).toEqual(expected);
  });

  it("rejects a long body of combining marks without sorting them", { timeout: 5_000 }, () => {
    const unsorted = `a${"\u0301".repeat(65_000)}${"\u0316".repeat(65_000)}`;
    expect(messagesFor(newPasswordField, unsorted)).toEqual(["Use at most 128 characters"]);
  });

  it("counts a composed character as one", () => {
    const letter = "\u03b1\u0313\u0300\u0345"; // composes to U+1F82
    expect(newPasswordField.parse(letter.repeat(128))).toBe("\u1f82".repeat(128));
  });

  it("accepts every character except lone surrogates", () => {
    const rejected = CODE_POINTS.filter((char) => !accepts(newPasswordField, char.repeat(24)));
    expect(rejected).toEqual(CODE_POINTS.slice(0xd800, 0xe000));
  });

  it("changes nothing but the normalization form", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 8, maxLength: 20 }), (typed) => {
        const { data } = newPasswordField.safeParse(typed);
        if (data !== undefined) expect(data).toBe(typed.normalize("NFC"));
      }),
    );
  });
});

describe.each([
  ["titleField", titleField, "Enter a title"],
  ["contentField", contentField, "Write something"],
] as const)("%s", (_name, field, message) => {
  it.each([
    ["nothing", ""],
    ["white space", " \u2003\u3000\r\n\t"],
    ["zero-width spaces", "\u200b\u200b"],
    ["zero-width joiners between spaces", " \u200d \u200c "],
    ["a byte order mark", "\ufeff"],
    ["bidirectional controls", "\u202e\u2066\u2069"],
    ["a soft hyphen", "\u00ad"],
    ["variation selectors", "\ufe0f\u{e0101}"],
    ["tag characters", "\u{e0041}"],
    ["Hangul fillers", "\u3164\u115f\uffa0"],
    ["a blank Braille pattern", "\u2800"],
    ["an object replacement character", "\ufffc"],
    ["a null note head", "\u{1d159}"],
    ["all of these", "\u200b \u2800\ufffc\u{1d159}\u3164\u00ad\n"],
  ])("rejects a text that is only invisible: %s", (_what, text) => {
    expect(messagesFor(field, text)).toEqual([message]);
  });

  it.each(["a", ".", "😀", "❤️", "\u200ba", "字\u200b", "\u2801", "א\u200f", "👨\u200d👩\u200d👧", "\ue000"])(
    "accepts %j unchanged",
    (text) => {
      expect(field.parse(text)).toBe(text);
    },
  );
});
