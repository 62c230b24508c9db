import "server-only";

/** A word that a post must have. */
export interface SearchWord {
  text: string;
  /** Whether a longer word that starts with it counts, too. */
  isPrefix: boolean;
}

export const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
/** Han, kana and Bopomofo, as in the migration that creates the index. */
const CJK = String.raw`\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u3005\u3007\u{20000}-\u{323af}`;
export const RUN = new RegExp(`[${CJK}]+|[^${CJK}]+`, "gu");
export const IS_CJK = new RegExp(`^[${CJK}]`, "u");

/**
 * Splits what people search for into words, the last of which may be the start of a longer one. Everything else, such as quotes and
 * operators, separates words. In Chinese and Japanese, each pair of neighboring characters is a word.
 */
export function toSearchWords(query: string): SearchWord[] {
  const runs = [...query.normalize("NFC").matchAll(WORD)].flatMap(([word]) => word.match(RUN) ?? []);
  const words = runs.flatMap((run, index) =>
    IS_CJK.test(run) ? toPairs(run) : toWord(run, index === runs.length - 1),
  );
  const unique = new Map(words.map((word) => [`${word.text} ${word.isPrefix}`, word]));
  return [...unique.values()];
}

function toWord(text: string, isPrefix: boolean): SearchWord[] {
  return [{ text: fold(text), isPrefix }];
}

/** Folds what the tokenizer of SQLite does not, as the view `post_texts` does: Greek accents, the final sigma and the Russian ё. */
export function fold(text: string): string {
  const letters = text.toLowerCase().normalize("NFD");
  return letters
    .replace(/([a-zα-ωе])[\u0300-\u036f]+/g, "$1")
    .normalize("NFC")
    .replaceAll("ς", "σ");
}

/** The index has each character together with the next one, so a single character is the start of a pair. */
function toPairs(run: string): SearchWord[] {
  const characters = [...run];
  if (characters.length === 1) return [{ text: run, isPrefix: true }];
  return characters.slice(1).map((next, index) => ({ text: `${characters[index]}${next}`, isPrefix: false }));
}
