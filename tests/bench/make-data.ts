import Database from "better-sqlite3";

interface Size {
  users: number;
  posts: number;
}

/**
 * Fills a migrated database with users and posts, straight into SQLite: a million posts take a minute. The first user has
 * as many posts as everyone else, and all share one password's hash.
 */
export function makeData(file: string, { users, posts }: Size, passwordHash: string): void {
  const database = new Database(file);
  database.pragma("synchronous = OFF"); // nothing here is lost that could not be made again
  database
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @users)
       INSERT INTO users (username, username_key, email, password_hash, created_at)
       SELECT 'Reader ' || i, 'reader ' || i, 'reader' || i || '@example.com', @passwordHash, '2026-01-01T00:00:00.000+00:00' FROM n`,
    )
    .run({ users, passwordHash });
  database
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @posts)
       INSERT INTO posts (title, content, user_id, date_posted)
       SELECT 'A post with the number ' || i, @content, 1 + i % @users, '2026-01-01T00:00:00.000+00:00' FROM n`,
    )
    .run({ users, posts, content: "Some words about nothing in particular. ".repeat(15) });
  database.pragma("wal_checkpoint(TRUNCATE)");
  database.close();
}
