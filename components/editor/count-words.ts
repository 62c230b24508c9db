/** Words that a reader takes in per minute. */
const WORDS_PER_MINUTE = 230;

/** Counts the words of a text in any language; without `Intl.Segmenter`, those between spaces. */
export function countWords(text: string): number {
  if (!("Segmenter" in Intl)) return text.match(/\S+/g)?.length ?? 0;
  let count = 0;
  for (const { isWordLike } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)) {
    if (isWordLike) count += 1;
  }
  return count;
}

/** Describes a number of words and the time it takes to read them: "460 words · 2 min". */
export function describeLength(words: number): string {
  const minutes = Math.max(1, Math.round(words / WORDS_PER_MINUTE));
  return `${words.toLocaleString("en")} ${words === 1 ? "word" : "words"} · ${minutes} min`;
}

/** The share of a limit from which on it is shown. */
const NEAR = 0.9;

/**
 * Returns how much of a limit a text uses, once it comes near; else undefined. Counts Unicode code points, as the schema does.
 */
export function describeLimit(text: string, limit: number): { note: string; isOver: boolean } | undefined {
  // There are at most two UTF-16 units to a code point, so a shorter text need not be counted.
  if (text.length < limit * NEAR) return undefined;
  const length = [...text].length;
  if (length < limit * NEAR) return undefined;
  return { note: `${length.toLocaleString("en")} of ${limit.toLocaleString("en")}`, isOver: length > limit };
}
