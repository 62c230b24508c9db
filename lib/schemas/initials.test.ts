import { describe, expect, it } from "vitest";
import { parseInitialsPath, toInitialsPath } from "./initials";

const lettersOf = (name: string) => parseInitialsPath(toInitialsPath(name))?.letters;

describe("the initials of a name", () => {
  it.each([
    ["Ada Lovelace", "AL"],
    ["ada", "A"],
    ["Ada King Lovelace", "AL"],
    ["anna andersson", "AA"],
    ["Жан Дюваль", "ЖД"],
    ["李 白", "李白"],
    ["ßen", "ß"],
    ["(Bob) “the” 3rd", "B3"],
    ["e\u0301mile", "É"],
    ["कि", "कि"],
    ["𐐨 x", "𐐀X"],
    ["!!!", ""],
  ])("of %j are %j", (name, letters) => {
    expect(lettersOf(name)?.normalize("NFC")).toBe(letters);
  });
});

it("the path of initials is ASCII and depends on the name alone", () => {
  expect(toInitialsPath("Ada Lovelace")).toBe(toInitialsPath("Ada Lovelace"));
  expect(toInitialsPath("Ada Lovelace")).toMatch(/^\/images\/initials-\d{1,3}-41-4c\.svg$/);
  expect(toInitialsPath("李白")).toMatch(/^\/images\/initials-\d{1,3}-674e\.svg$/);
});

it("names have different tints", () => {
  const hues = Array.from(
    { length: 100 },
    (_, index) => parseInitialsPath(toInitialsPath(`User ${index}`))?.hue,
  );
  expect(new Set(hues).size).toBeGreaterThan(15);
});

it.each([
  "/images/initials-90-3c.svg",
  "/images/initials-90-110000.svg",
  "/images/initials-90-d800.svg",
  "/images/initials-1000-41.svg",
  "/images/initials--41.svg",
  "/images/initials-90-41.svg/",
  "/images/initials-90-41-42-43-44-45-46-47-48-49.svg",
  "/images/a.webp",
])("%s is not the path of initials", (path) => {
  expect(parseInitialsPath(path)).toBeUndefined();
});
