import "server-only";
import { isPostgres } from "../db/dialect";
import { queryRows } from "../db/statements";
import { Prisma } from "../generated/sqlite/client";
import { selectPosts, type PostRow } from "./post-store";
import * as postgres from "./search-postgres-store";
import * as sqlite from "./search-sqlite-store";
import type { SearchWord } from "./search-words";

/** Posts with all words in the title come first, then the others. */
export const GROUPS = ["title", "text"] as const;
export type Group = (typeof GROUPS)[number];

export interface Match {
  group: Group;
  id: number;
}

/** A page of posts that match, and the match after which the next page starts. */
export interface SearchRows {
  rows: PostRow[];
  nextAfter: Match | undefined;
}

interface SearchLimits {
  after: Match | undefined;
  count: number;
  /** The page ends before its texts exceed this size in UTF-8, but has at least one post. */
  bytes: number;
}

/** Returns a page of the posts that have all words, by group and newest first. */
export async function searchPosts(
  words: readonly SearchWord[],
  { after, count, bytes }: SearchLimits,
): Promise<SearchRows> {
  const matches = await findMatches(words, after, count + 1);
  const fitting = await fit(matches.slice(0, count), bytes);
  const last = fitting.at(-1);
  if (last === undefined) return { rows: [], nextAfter: undefined };
  const ids = fitting.map(({ id }) => id);
  const rows = await selectPosts(
    Prisma.sql`content`,
    Prisma.sql`posts.id IN (${Prisma.join(ids)})`,
    ids.length,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    // A post may have been deleted since it was found.
    rows: ids.map((id) => byId.get(id)).filter((row) => row !== undefined),
    nextAfter: fitting.length < matches.length ? last : undefined,
  };
}

async function findMatches(
  words: readonly SearchWord[],
  after: Match | undefined,
  count: number,
): Promise<Match[]> {
  const find = await (isPostgres ? postgres.prepareSearch(words) : sqlite.prepareSearch(words));
  const matches: Match[] = [];
  for (const group of GROUPS.slice(after === undefined ? 0 : GROUPS.indexOf(after.group))) {
    const afterId = group === after?.group ? after.id : undefined;
    const ids = await find(group, afterId, count - matches.length);
    matches.push(...ids.map((id) => ({ group, id })));
    if (matches.length === count) break;
  }
  return matches;
}

async function fit(matches: readonly Match[], bytes: number): Promise<Match[]> {
  if (matches.length === 0) return [];
  const ids = Prisma.join(matches.map(({ id }) => id));
  const sizes = await queryRows<{ id: number; size: number }>(
    Prisma.sql`SELECT id, octet_length(content) AS size FROM posts WHERE id IN (${ids})`,
  );
  const sizeOf = new Map(sizes.map(({ id, size }) => [id, size]));
  let total = 0;
  return matches.filter(({ id }, index) => (total += sizeOf.get(id) ?? 0) <= bytes || index === 0);
}
