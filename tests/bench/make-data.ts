import { isPostgresUrl } from "@/lib/database-url";
import { execute, type DatabaseOwner } from "../support/database";

export interface Size {
  users: number;
  posts: number;
}

const TIME = "2026-01-01T00:00:00.000+00:00";

/**
 * Fills a migrated database with users and posts: a million posts take a minute. The first user has as many posts as everyone
 * else, and all share one password's hash. Only the oldest tenth of the posts has the word "early".
 */
export async function makeData(site: DatabaseOwner, { users, posts }: Size, hash: string): Promise<void> {
  await execute(
    site,
    `${countTo(users)}
     INSERT INTO users (username, username_key, email, password_hash, created_at)
     SELECT 'Reader ' || i, 'reader ' || i, 'reader' || i || '@example.com', CAST(? AS TEXT), '${TIME}' FROM n`,
    hash,
  );
  await execute(
    site,
    `${countTo(posts)}
     INSERT INTO posts (title, content, user_id, date_posted)
     SELECT 'A post with the number ' || i, CASE WHEN i <= ${posts / 10} THEN 'Early. ' ELSE '' END || CAST(? AS TEXT), 1 + i % ${users}, '${TIME}' FROM n`,
    "Some words about nothing in particular. ".repeat(15),
  );
  // PostgreSQL would do it by itself within minutes.
  if (isPostgresUrl(site.databaseUrl)) await execute(site, "VACUUM ANALYZE");
}

function countTo(last: number): string {
  return `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${last})`;
}
