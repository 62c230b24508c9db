import { expect, test } from "vitest";
import { createDatabase } from "@/tests/support/postgres";
import {
  copy,
  COUNTERS,
  countRows,
  EMPTY,
  FULL,
  makeSite,
  migrate,
  onFile,
  query,
  readAll,
  ROWS,
  TOTAL,
} from "@/tests/support/site-to-copy";

test("a site that moves to PostgreSQL and back has the same rows, ids and counters in every table and column", async () => {
  const project = await makeSite();
  const postgresUrl = await createDatabase();
  expect(await copy(project, "file:blog.db", postgresUrl)).toBe(TOTAL);
  expect(await copy(project, postgresUrl, "file:back.db")).toBe(TOTAL);

  const before = readAll(project, "blog.db");
  expect(readAll(project, "back.db")).toEqual(before);
  for (const [table, rows] of Object.entries(before)) {
    const empty = Object.keys(rows[0] ?? { [table]: null }).filter((column) =>
      rows.every((row) => (row as Record<string, unknown>)[column] === null),
    );
    expect(empty, `columns of ${table} for which this test has no value`).toEqual([]);
  }
});

test("rows on PostgreSQL hold the same values, and new ids continue after deleted ones", async () => {
  const project = await makeSite();
  const postgresUrl = await createDatabase();
  await copy(project, "file:blog.db", postgresUrl);
  const posts = ROWS["posts"]?.map(({ title, content }) => ({ title, content }));
  expect(await query(postgresUrl, "SELECT title, content FROM posts ORDER BY id")).toEqual(posts);
  const times = "SELECT to_char(date_posted, 'YYYY-MM-DD HH24:MI:SS.MS') AS time FROM posts ORDER BY id";
  expect(await query(postgresUrl, times)).toEqual([
    { time: "2026-11-23 12:00:00.001" },
    { time: "2027-02-28 23:59:59.999" },
  ]);
  const insert = "INSERT INTO posts (title, content, user_id) VALUES ('', '', 7) RETURNING id";
  expect(await query(postgresUrl, insert)).toEqual([{ id: COUNTERS.posts + 1 }]);
});

test("a copy to PostgreSQL fails if a trigger there changes the rows", async () => {
  const project = await makeSite();
  const target = await createDatabase();
  await migrate(project, target);
  await query(
    target,
    `CREATE FUNCTION shout() RETURNS trigger AS 'BEGIN NEW.title = NEW.title || ''!''; RETURN NEW; END' LANGUAGE plpgsql;
     CREATE TRIGGER shout BEFORE INSERT ON posts FOR EACH ROW EXECUTE FUNCTION shout()`,
  );
  await expect(copy(project, "file:blog.db", target)).rejects.toThrow(
    "The target returned other rows of posts than were written. Nothing was copied.",
  );
  expect(await countRows(target)).toEqual([EMPTY]);
});

test("what the site writes to PostgreSQL during a copy from there is left out", async () => {
  const project = await makeSite();
  const source = await createDatabase();
  await copy(project, "file:blog.db", source);
  const rows = await copy(project, source, "file:new.db", () => query(source, "DELETE FROM users"));
  expect(rows).toBe(TOTAL);
  expect(await countRows(source)).toEqual([
    { ...EMPTY, rate_limits: FULL["rate_limits"], outbox: FULL["outbox"] },
  ]);
});

test("what the site writes to SQLite during a copy from there is left out", async () => {
  const project = await makeSite();
  const rows = await copy(project, "file:blog.db", await createDatabase(), async () =>
    onFile(project, "blog.db", (database) => database.exec("PRAGMA foreign_keys = ON; DELETE FROM users")),
  );
  expect(rows).toBe(TOTAL);
  expect(readAll(project, "blog.db")).toMatchObject({ users: [], posts: [] });
});

test("nothing else can write to PostgreSQL during a copy to there", async () => {
  const project = await makeSite();
  const target = await createDatabase();
  await copy(project, "file:blog.db", target, async () => {
    const write = query(target, "SET lock_timeout = 50; DELETE FROM users");
    await expect(write).rejects.toThrow("lock timeout");
  });
  expect(await countRows(target)).toEqual([FULL]);
});
