import type Database from "better-sqlite3";

/** The address of a list that is larger, with its 15 MB, than what the system's own buffers hold. */
export const LARGE_LIST = "/api/posts?limit=100";

/** Writes the posts of `LARGE_LIST` as another process would. */
export function writeLargeList(database: Database.Database, userId: number): void {
  const sql = "INSERT INTO posts (title, content, user_id, date_posted) VALUES ('a', ?, ?, ?)";
  const insert = database.prepare(sql);
  const write = () => {
    for (let count = 0; count < 100; count += 1)
      insert.run("€".repeat(50_000), userId, "2026-11-23T12:00:00.000+00:00");
  };
  database.transaction(write)();
}
