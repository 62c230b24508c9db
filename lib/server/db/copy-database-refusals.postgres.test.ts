import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createDatabase } from "@/tests/support/postgres";
import {
  copy,
  countRows,
  EMPTY,
  FULL,
  TOTAL,
  makeSite,
  migrate,
  onFile,
  query,
  readAll,
} from "@/tests/support/site-to-copy";

test.each([
  ["SQLite", "file:again.db"],
  ["PostgreSQL", undefined],
])("refuses a target on %s that has rows, and changes nothing in it", async (_database, file) => {
  const project = await makeSite();
  const target = file ?? (await createDatabase());
  await copy(project, "file:blog.db", target);
  onFile(project, "blog.db", (database) => database.exec("DELETE FROM posts"));
  await expect(copy(project, "file:blog.db", target)).rejects.toThrow(
    "The target is not empty: account_tokens has rows. Name an empty database. Nothing was copied.",
  );
  if (file === undefined) expect(await countRows(target)).toEqual([FULL]);
  else expect(readAll(project, "again.db")["posts"]).toHaveLength(2);
});

test("a copy to PostgreSQL that fails at its last row leaves no row and no counter behind", async () => {
  const project = await makeSite();
  const target = await createDatabase();
  onFile(project, "blog.db", (database) =>
    database.exec("UPDATE sessions SET device = 'a' || char(0) || 'b' WHERE id = 5"),
  );
  await expect(copy(project, "file:blog.db", target)).rejects.toThrow(
    "Cannot copy sessions: the row with id 5 has a device with U+0000, which PostgreSQL cannot store. " +
      "Nothing was copied.",
  );
  expect(await countRows(target)).toEqual([EMPTY]);

  onFile(project, "blog.db", (database) => database.exec("UPDATE sessions SET device = ''"));
  expect(await copy(project, "file:blog.db", target)).toBe(TOTAL);
});

test("a copy to SQLite that fails at its last row leaves no row and no counter behind", async () => {
  const project = await makeSite();
  const source = await createDatabase();
  await copy(project, "file:blog.db", source);
  await query(source, "ALTER TABLE sessions DROP CONSTRAINT sessions_user_id_fkey");
  await query(source, "UPDATE sessions SET user_id = 99 WHERE id = 5");
  await query(
    source,
    "ALTER TABLE sessions ADD CONSTRAINT again FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID",
  );
  await expect(copy(project, source, "file:new.db")).rejects.toThrow(
    "Cannot copy sessions: FOREIGN KEY constraint failed. Nothing was copied.",
  );
  await migrate(project, `file:${project}/fresh.db`);
  expect(readAll(project, "new.db")).toEqual(readAll(project, "fresh.db"));
});

test("refuses a target whose tables have other columns", async () => {
  const project = await makeSite();
  const target = await createDatabase();
  await migrate(project, target);
  await query(target, "ALTER TABLE users ADD COLUMN motto text");
  await expect(copy(project, "file:blog.db", target)).rejects.toThrow(
    "These tables differ between the two databases: users. Nothing was copied.",
  );
});

test.each([
  ["title = x'00'", "title that is not of type text"],
  ["user_id = 'x'", "user_id that is not of type integer"],
  ["user_id = 2147483648", "user_id that is not of type integer"],
  ["date_posted = 'yesterday'", "date_posted that is not of type timestamp"],
])("names the row in SQLite that has a value of another type: %s", async (assignment, reason) => {
  const project = await makeSite();
  onFile(project, "blog.db", (database) => {
    database.pragma("foreign_keys = OFF");
    database.exec(`UPDATE posts SET ${assignment} WHERE id = 9`);
  });
  await expect(copy(project, "file:blog.db", "file:new.db")).rejects.toThrow(
    `Cannot copy posts: the row with id 9 has a ${reason}. Nothing was copied.`,
  );
});

test.each([
  [
    "older",
    "UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '20261126%'",
    "The source is of an older version of Inkwell, without 20261126190249_session_ids. " +
      "Apply the migrations first: set DATABASE_URL and run `npm run db:migrate`.",
  ],
  [
    "newer",
    "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('', '', '2999_next', 0)",
    "The source is of a newer version of Inkwell, with 2999_next. Copy it with that version.",
  ],
  [
    "foreign",
    "DROP TABLE posts; DROP TABLE sessions; DROP TABLE users",
    "The source has no tables of Inkwell.",
  ],
])("refuses a source of %s version before it touches the target", async (_version, change, message) => {
  const project = await makeSite();
  onFile(project, "blog.db", (database) => database.exec(change));
  await expect(copy(project, "file:blog.db", "file:new.db")).rejects.toThrow(message);
  expect(existsSync(join(project, "new.db"))).toBe(false);
});
