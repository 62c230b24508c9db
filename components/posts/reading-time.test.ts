import { describe, expect, it } from "vitest";
import { readingMinutes } from "./reading-time";

describe("the reading time", () => {
  it.each([
    ["a word", "Ink.", 1],
    ["nothing but signs", "* * *", 1],
    ["299 words", "ink ".repeat(299), 1],
    ["300 words", "ink ".repeat(300), 2],
    ["1,000 words with apostrophes, hyphens and marks", "don’t well-known e\u0301t ".repeat(334), 5],
    ["1,000 words of Markdown", "- **ink** | ".repeat(1_000), 5],
    ["2,000 Chinese characters", "墨水。".repeat(1_000), 4],
    ["2,000 Japanese characters", "インクは、".repeat(500), 4],
    ["words and Chinese characters", "ink 墨 ".repeat(400), 3],
    ["1,000 Korean words, which have spaces", "잉크 ".repeat(1_000), 5],
  ])("of %s is right", (_what, text, minutes) => {
    expect(readingMinutes(text)).toBe(minutes);
  });
});
