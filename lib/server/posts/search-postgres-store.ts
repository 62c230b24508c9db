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
  const has = (mark: string) => Prisma.sql`words @@ ${toQuery(lexemes, mark)}::tsquery`;
  const conditions: Record<Group, Prisma.Sql> = {
    title: has(TITLE_MARK),
    text: Prisma.sql`${has("")} AND NOT ${has(TITLE_MARK)}`,
  };
  const rarer = await findRarer(lexemes);
  const collect = (mark: string) => collectPosts(lexemes, rarer, mark);
  const collections: Record<Group, Prisma.Sql> = {
    title: collect(TITLE_MARK),
    text: Prisma.sql`
      SELECT id FROM (${collect("")}) AS found
      WHERE NOT EXISTS (SELECT FROM (${collect(TITLE_MARK)}) AS titled WHERE titled.id = found.id)`,
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
    // With an offset, PostgreSQL does not go through all posts from the newest on instead.
    const rows = await queryRows<{ id: number }>(Prisma.sql`
      SELECT id FROM (${collections[group]} OFFSET 0) AS collected
      WHERE ${isAfter} ORDER BY id DESC LIMIT ${count}`);
    return rows.map(({ id }) => id);
  };
}

/**
 * Returns the words that the index should look up. It would collect all posts with a prefix: if there are more of them than of
 * those with the other words, the latter are looked through instead.
 */
async function findRarer(lexemes: readonly SearchWord[]): Promise<readonly SearchWord[]> {
  const exact = lexemes.filter(({ isPrefix }) => !isPrefix);
  const prefixes = lexemes.filter(({ isPrefix }) => isPrefix);
  if (exact.length === 0 || prefixes.length === 0) return lexemes;
  const [counts] = await queryRows<{ isExactRarer: boolean }>(Prisma.sql`
    SELECT count(*) FILTER (WHERE words @@ ${toQuery(exact, "")}::tsquery)
      < count(*) FILTER (WHERE words @@ ${toQuery(prefixes, "")}::tsquery) AS "isExactRarer"
    FROM (SELECT words FROM post_words ORDER BY id DESC LIMIT ${WINDOWS[0]}) AS newest`);
  return counts?.isExactRarer === true ? exact : lexemes;
}

/** Collects the ids of all posts that have some words after a mark. */
function collectPosts(
  lexemes: readonly SearchWord[],
  indexed: readonly SearchWord[],
  mark: string,
): Prisma.Sql {
  const all = toQuery(lexemes, mark);
  if (indexed === lexemes) return Prisma.sql`SELECT id FROM post_words WHERE words @@ ${all}::tsquery`;
  return Prisma.sql`
    SELECT id FROM (SELECT id, words FROM post_words WHERE words @@ ${toQuery(indexed, mark)}::tsquery OFFSET 0) AS few
    WHERE words @@ ${all}::tsquery`;
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
