import { describe, expect, it, vi } from "vitest";
import { findLinks } from "./find-links";

const LENGTH = 50_000;
const addressesIn = (text: string) => findLinks(text).map(({ address }) => address);

it("findLinks reports the position of each address", () => {
  const text = "A http://a.example b (https://b.example/).";
  expect(findLinks(text)).toEqual([
    { index: 2, address: "http://a.example" },
    { index: text.indexOf("https"), address: "https://b.example/" },
  ]);
});

it.each([
  ["both addresses of a Markdown link", "[http://a.example](http://b.example)", 2],
  ["addresses with only a comma between them in brackets", "(http://a.example),(http://b.example)", 2],
  ["one address that contains another", "https://archive.example/web/https://a.example/", 1],
  ["no address behind a letter", "xhttp://a.example", 0],
  ["500 of many addresses", "http://a.example ".repeat(600), 500],
  ["no address of more than 2,000 characters", `http://a.example/${"x".repeat(2_000)}`, 0],
])("findLinks finds %s", (_what, text, count) => {
  expect(findLinks(text)).toHaveLength(count);
});

it.each([
  ["Chinese", "见https://a.example/x。然后"],
  ["Japanese", "「https://a.example/x」です"],
  ["full-width", "（https://a.example/x）"],
])("findLinks ends an address at %s punctuation", (_what, text) => {
  expect(addressesIn(text)).toEqual(["https://a.example/x"]);
});

/** Repeats `unit` up to `length` characters. */
const fill = (unit: string, length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

const HOSTILE: [string, (length: number) => string][] = [
  ["colons at the end of addresses", (length) => fill(`http://a.b/${":".repeat(9_970)}x `, length)],
  ["addresses that end in marks", (length) => `http://a.b/${"?!.,:;".repeat(length / 6)}`],
  ["schemes only", (length) => fill("http://", length)],
  ["schemes and a letter", (length) => fill("http://a", length)],
  ["addresses in unclosed brackets", (length) => fill("http://a/(", length)],
  ["addresses before unopened brackets", (length) => fill("http://a)", length)],
  ["addresses in brackets of three kinds", (length) => fill("http://a/([{", length)],
  ["pairs of brackets", (length) => `http://a/(${"()".repeat(length / 2)}`],
  ["opening brackets", (length) => `http://a/${"(".repeat(length)}`],
  ["closing brackets", (length) => `http://a/${")".repeat(length)}`],
  ["quotation marks", (length) => fill(`http://a/"`, length)],
  ["dots in a host", (length) => `http://${"a.".repeat(length / 2)}`],
  ["white space", (length) => `http://a${" ".repeat(length)}http://b`],
  ["combining marks", (length) => `http://a${"\u0301".repeat(length)}`],
  ["emoji", (length) => fill("http://a/👩‍👩‍👧 ", length)],
];

/** Counts the characters that findLinks tests one by one with a regular expression. */
function countReads(text: string): number {
  const exec = vi.spyOn(RegExp.prototype, "exec");
  findLinks(text);
  return exec.mock.calls.length;
}

describe("findLinks reads each character of a hostile text a bounded number of times", () => {
  it.each(HOSTILE)("%s", (_what, make) => {
    const text = make(LENGTH);
    expect(countReads(text)).toBeLessThanOrEqual(2 * text.length);
  });
});
