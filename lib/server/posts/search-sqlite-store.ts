import "server-only";
import { queryRows } from "../db/statements";
import { Prisma } from "../generated/sqlite/client";
import type { Group } from "./search-store";
import type { SearchWord } from "./search-words";

/** Stands before each word of a title in the index (prisma/migrations/sqlite, `post_texts`). */
const TITLE_MARK = "\ue000";
/** The index has lists of the words with each prefix of up to three characters. Others are collected when they are asked for. */
const LISTED_PREFIX_LENGTH = 3;

/** Returns a function that finds posts of a group, newest first. */
export async function prepareSearch(words: readonly SearchWord[]) {
  const inTitle = words.map((word) => toPhrase(word, TITLE_MARK)).join(" AND ");
  const inPost = words.map((word) => toPhrase(word, "")).join(" AND ");
  const expressions: Record<Group, string> = { title: inTitle, text: `(${inPost}) NOT (${inTitle})` };
  const isCollected = words.some(
    ({ text, isPrefix }) => isPrefix && [...text].length >= LISTED_PREFIX_LENGTH,
  );

  return async (group: Group, afterId: number | undefined, count: number): Promise<number[]> => {
    const find = async (index: Prisma.Sql) => {
      const isAfter = afterId === undefined ? Prisma.empty : Prisma.sql`AND rowid < ${afterId}`;
      const rows = await queryRows<{ id: number }>(Prisma.sql`
        SELECT rowid AS id FROM ${index} WHERE words MATCH ${expressions[group]} ${isAfter} ORDER BY rowid DESC LIMIT ${count}`);
      return rows.map(({ id }) => id);
    };
    // A common word is found among the newest posts. To collect all posts with a rare one does not take long.
    const newest = isCollected ? await find(Prisma.sql`post_words_newest`) : [];
    return newest.length === count ? newest : find(Prisma.sql`post_words`);
  };
}

/** In quotes, everything is text. A word has none. */
function toPhrase({ text, isPrefix }: SearchWord, mark: string): string {
  return `"${mark}${text}"${isPrefix ? "*" : ""}`;
}
