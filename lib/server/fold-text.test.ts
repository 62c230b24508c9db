import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizeUsername } from "@/lib/schemas/field-rules";
import { foldText } from "./fold-text";

const everyCodePoint = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));

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
  ])("takes names that differ in %s for one", (_what, one, other) => {
    expect(foldText(one)).toBe(foldText(other));
  });

  it.each([
    ["a", "b"],
    ["resume", "résumé"],
    ["o", "ο"],
    ["a b", "ab"],
  ])("keeps %s and %s apart", (one, other) => {
    expect(foldText(one)).not.toBe(foldText(other));
  });

  it("gives one key to every code point and its upper and lower case", () => {
    const parted = everyCodePoint.filter((char) => {
      const key = foldText(char);
      return key !== foldText(char.toLowerCase()) || key !== foldText(char.toUpperCase());
    });
    expect(parted).toEqual([]);
  });

  it("folds what is folded to itself", () => {
    expect(everyCodePoint.filter((char) => foldText(foldText(char)) !== foldText(char))).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        expect(foldText(foldText(name))).toBe(foldText(name));
      }),
    );
  });
});

describe("normalizeUsername", () => {
  it("normalises what is normalised to itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        expect(normalizeUsername(normalizeUsername(name))).toBe(normalizeUsername(name));
      }),
    );
  });
});
