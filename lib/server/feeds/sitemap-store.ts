import "server-only";
import { queryRows } from "../db/statements";
import { Prisma } from "../generated/sqlite/client";

/** A post, or an author with the dates of the newest post. */
export interface SitemapRow {
  id: number;
  date_posted: Date;
  date_edited: Date | null;
}

/** Ids from the first to the last, both included. */
export interface IdRange {
  first: number;
  last: number;
}

/** Returns the posts with ids in a range, oldest first. */
export async function findPostDates({ first, last }: IdRange, count: number): Promise<SitemapRow[]> {
  return queryRows(Prisma.sql`
    SELECT id, date_posted, date_edited FROM posts WHERE id BETWEEN ${first} AND ${last} ORDER BY id LIMIT ${count}`);
}

/** Returns the authors with ids in a range, and no user without posts. */
export async function findAuthorDates({ first, last }: IdRange, count: number): Promise<SitemapRow[]> {
  return queryRows(Prisma.sql`
    SELECT users.id, newest.date_posted, newest.date_edited FROM users
    JOIN posts newest ON newest.id = (SELECT MAX(posts.id) FROM posts WHERE posts.user_id = users.id)
    WHERE users.id BETWEEN ${first} AND ${last} ORDER BY users.id LIMIT ${count}`);
}

/** Returns the number of posts, but no more than `most`. */
export async function countPosts(most: number): Promise<number> {
  const [row] = await queryRows<{ count: number }>(Prisma.sql`
    SELECT COUNT(*) AS count FROM (SELECT 1 FROM posts LIMIT ${most}) AS some_posts`);
  return row?.count ?? 0;
}

/**
 * Returns the numbers, from 1, of the ranges of `size` ids in which there are posts or authors. It looks into the index once per
 * range, however many posts there are.
 */
export async function findRanges(of: "posts" | "authors", size: number): Promise<number[]> {
  const column = of === "posts" ? Prisma.sql`id` : Prisma.sql`user_id`;
  const rows = await queryRows<{ number: number }>(Prisma.sql`
    WITH RECURSIVE ranges (number) AS (
      SELECT (MIN(${column}) - 1) / CAST(${size} AS BIGINT) + 1 FROM posts
      UNION ALL
      SELECT (
        SELECT (MIN(${column}) - 1) / CAST(${size} AS BIGINT) + 1 FROM posts
        WHERE ${column} > ranges.number * CAST(${size} AS BIGINT)
      ) FROM ranges WHERE ranges.number IS NOT NULL
    )
    SELECT number FROM ranges WHERE number IS NOT NULL ORDER BY number`);
  return rows.map(({ number }) => number);
}
