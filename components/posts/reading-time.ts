const WORDS_PER_MINUTE = 200;
const CHARACTERS_PER_MINUTE = 500;

/** Characters of scripts without spaces, which are counted one by one. */
const CHARACTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu;

/** Returns the minutes that it takes to read a text, at least 1. */
export function readingMinutes(text: string): number {
  const characters = text.match(CHARACTER)?.length ?? 0;
  const words = (characters > 0 ? text.replace(CHARACTER, " ") : text).match(WORD)?.length ?? 0;
  return Math.max(1, Math.round(words / WORDS_PER_MINUTE + characters / CHARACTERS_PER_MINUTE));
}
