import "server-only";
import { queryRows } from "../db/statements";
import { Prisma } from "../generated/sqlite/client";
import type { Group } from "./search-store";
import type { SearchWord } from "./search-words";

/** Stands before each word of a title in the index (prisma/migrations/postgresql, `post_tsvector`). */
const TITLE_MARK = "=";
/** So many of the newest posts are looked through before the index is asked. Most common words are found there at once. */
const WINDOWS = [256, 4_096];
/** With fewer matches among the first window, the word is rare enough for the index. */
const COMMON_MATCHES = 2;

/** Returns a function that finds posts of a group, newest first. */
export async function prepareSearch(words: readonly SearchWord[]) {
  const lexemes = await foldWords(words);
  const inTitle = toQuery(lexemes, TITLE_MARK);
  const conditions: Record<Group, Prisma.Sql> = {
    title: Prisma.sql`words @@ ${inTitle}::tsquery`,
    text: Prisma.sql`words @@ ${toQuery(lexemes, "")}::tsquery AND NOT words @@ ${inTitle}::tsquery`,
  };
  // The index would collect all posts with a prefix, even if another word leaves few of them.
  const exact = lexemes.filter(({ isPrefix }) => !isPrefix);
  const indexed: Record<Group, string> = {
    title: toQuery(exact.length > 0 ? exact : lexemes, TITLE_MARK),
    text: toQuery(exact.length > 0 ? exact : lexemes, ""),
  };

  return async (group: Group, afterId: number | undefined, count: number): Promise<number[]> => {
    const isAfter = afterId === undefined ? Prisma.sql`TRUE` : Prisma.sql`id < ${afterId}`;
    for (const size of WINDOWS) {
      const rows = await queryRows<{ id: number }>(Prisma.sql`
        SELECT id FROM (SELECT id, words FROM post_words WHERE ${isAfter} ORDER BY id DESC LIMIT ${size}) AS newest
        WHERE ${conditions[group]} ORDER BY id DESC LIMIT ${count}`);
      if (rows.length === count) return rows.map(({ id }) => id);
      if (rows.length < COMMON_MATCHES) break;
    }
    const rows = await queryRows<{ id: number }>(Prisma.sql`
      WITH found AS MATERIALIZED (SELECT id, words FROM post_words WHERE words @@ ${indexed[group]}::tsquery)
      SELECT id FROM found WHERE ${isAfter} AND ${conditions[group]} ORDER BY id DESC LIMIT ${count}`);
    return rows.map(({ id }) => id);
  };
}

/** Folds case and accents as the index does. A word may become several. */
async function foldWords(words: readonly SearchWord[]): Promise<SearchWord[]> {
  const rows = await queryRows<{ folded: string[] }>(Prisma.sql`
    SELECT CASE WHEN word ~ '^[a-z0-9]+$' THEN ARRAY[word] ELSE search_words(word) END AS folded
    FROM unnest(${words.map(({ text }) => text)}::text[]) WITH ORDINALITY AS w(word, place) ORDER BY place`);
  return words.flatMap((word, index) => {
    const folded = rows[index]?.folded ?? [];
    // Of a pair of Chinese or Japanese characters, the function returns the pair first.
    return folded.slice(0, 1).map((text) => ({ ...word, text }));
  });
}

/** A word of the index has neither quotes nor backslashes. */
function toQuery(words: readonly SearchWord[], mark: string): string {
  return words.map(({ text, isPrefix }) => `'${mark}${text}'${isPrefix ? ":*" : ""}`).join(" & ");
}
