import { describe, expect, it } from "vitest";
import { markWords } from "./search-marks";
import { toSearchWords } from "./search-words";

const mark = (text: string, q: string) =>
  markWords(text, toSearchWords(q))
    .map(({ text: piece, isFound }) => (isFound ? `[${piece}]` : piece))
    .join("");

describe("marking what was searched for", () => {
  it.each([
    ["Ink and paper", "INK pap", "[Ink] and [paper]"],
    ["Inkwell", "ink well", "Inkwell"],
    ["Un café", "cafe", "Un [café]"],
    ["cafe\u0301 au lait", "CAFÉ", "[cafe\u0301] au lait"],
    ["<b>ink</b>", "ink", "<b>[ink]</b>"],
    ["日本語の本", "日本語", "[日本語]の本"],
    ["nothing", "ink", "nothing"],
  ])("marks %j for %j as %j", (text, q, expected) => {
    expect(mark(text, q)).toBe(expected);
  });
});
