import { expect, it } from "vitest";
import { countWords, describeLength, describeLimit } from "./count-words";

it.each([
  ["", 0],
  [" \n\t", 0],
  ["It's **black**, isn't it?", 4],
  ["# On ink\n\n- one\n- two", 4],
  ["墨は黒い", 3],
])("counts the words of %j", (text, words) => {
  expect(countWords(text)).toBe(words);
});

it.each([
  [1, "1 word · 1 min"],
  [460, "460 words · 2 min"],
  [12_345, "12,345 words · 54 min"],
])("describes a text of %d words", (words, description) => {
  expect(describeLength(words)).toBe(description);
});

it("mentions a limit only from nine tenths of it on, and counts code points", () => {
  expect(describeLimit("x".repeat(89), 100)).toBeUndefined();
  expect(describeLimit("x".repeat(90), 100)).toEqual({ note: "90 of 100", isOver: false });
  expect(describeLimit("🖋".repeat(89), 100)).toBeUndefined();
  expect(describeLimit("🖋".repeat(100), 100)).toEqual({ note: "100 of 100", isOver: false });
  expect(describeLimit("🖋".repeat(101), 100)).toEqual({ note: "101 of 100", isOver: true });
});
