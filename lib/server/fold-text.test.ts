import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizeUsername } from "@/lib/schemas/username";
import { foldText } from "./fold-text";

/** Every assigned character; the others have neither case nor compositions. */
const characters = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code)).filter((char) =>
  /[^\p{Cn}\p{Co}\p{Cs}]/u.test(char),
);

describe("foldText", () => {
  it.each([
    ["case", "Corey", "corey"],
    ["case beyond ASCII", "ÜBER", "über"],
    ["sharp s", "Straße", "STRASSE"],
    ["sharp s, in lower case", "Straße", "strasse"],
    ["capital sharp s", "STRAẞE", "straße"],
    ["the Kelvin sign", "\u212A", "k"],
    ["final sigma", "ΟΔΥΣΣΕΥΣ", "οδυσσευς"],
    ["composed and decomposed letters", "\u00e9", "e\u0301"],
    ["full width", "Ａｄｍｉｎ", "admin"],
    ["superscripts", "ᴮᴵᴳ", "big"],
    ["ligatures", "ﬁne", "fine"],
    ["invisible fillers", "bob\u3164", "bob"],
    ["soft hyphens", "bo\u00adb", "bob"],
  ])("gives names that differ in %s the same key", (_what, one, other) => {
    expect(foldText(one)).toBe(foldText(other));
  });

  it.each([
    ["a", "b"],
    ["resume", "résumé"],
    ["o", "ο"],
    ["a b", "ab"],
  ])("gives %s and %s different keys", (one, other) => {
    expect(foldText(one)).not.toBe(foldText(other));
  });

  it("gives one key to every character, its upper and lower case, and the key itself", () => {
    const parted = characters.filter((char) => {
      const key = foldText(char);
      return [char.toLowerCase(), char.toUpperCase(), key].some((other) => foldText(other) !== key);
    });
    expect(parted).toEqual([]);
  });

  it("does not change a folded text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        expect(foldText(foldText(name))).toBe(foldText(name));
      }),
    );
  });
});

describe("normalizeUsername", () => {
  it("does not change a normalized name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        expect(normalizeUsername(normalizeUsername(name))).toBe(normalizeUsername(name));
      }),
    );
  });
});
