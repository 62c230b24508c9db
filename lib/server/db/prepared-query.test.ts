import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type * as PreparedQuery from "./prepared-query";

const folder = mkdtempSync(path.join(tmpdir(), "inkwell-prepared-query-"));
const file = path.join(folder, "blog.db");
const TIME = new Date("2026-11-24T01:02:03.456Z");

let query: typeof PreparedQuery;

/** Another process's connection. */
function withOther<Result>(action: (other: Database.Database) => Result): Result {
  const other = new Database(file);
  try {
    return action(other);
  } finally {
    other.close();
  }
}

beforeAll(async () => {
  vi.stubEnv("DATABASE_URL", `file:${file}`);
  withOther((other) =>
    other.exec(`
      PRAGMA journal_mode = WAL;
      CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT, at TEXT);
      INSERT INTO posts VALUES (1, 'One', '2026-11-24T01:02:03.456+00:00'), (2, 'Two', '2026-11-24T01:02:03.457+00:00')`),
  );
  query = await import("./prepared-query");
});
afterAll(() => {
  query.closeReader();
  rmSync(folder, { recursive: true });
});

it("gives the row that its values choose, and undefined where there is none", async () => {
  const titleOf = query.prepareQuery<{ title: string }>("SELECT title FROM posts WHERE id = ?");
  expect(await titleOf(2)).toEqual({ title: "Two" });
  expect(await titleOf(1)).toEqual({ title: "One" });
  expect(await titleOf(3)).toBeUndefined();
});

it("compares times with those that Prisma has written", async () => {
  const after = query.prepareQuery<{ id: number }>("SELECT id FROM posts WHERE at > ? ORDER BY id");
  expect(await after(new Date(TIME.getTime() - 1))).toEqual({ id: 1 });
  expect(await after(TIME)).toEqual({ id: 2 });
  expect(await after(new Date(TIME.getTime() + 1))).toBeUndefined();
});

it("sees what others have written since", async () => {
  const count = query.prepareQuery<{ count: number }>("SELECT count(*) AS count FROM posts");
  expect(await count()).toEqual({ count: 2 });
  withOther((other) => other.exec("INSERT INTO posts VALUES (3, 'Three', '')"));
  expect(await count()).toEqual({ count: 3 });
});

it("waits for whoever has locked readers out, with the event loop free", async () => {
  const count = query.prepareQuery<{ count: number }>("SELECT count(*) AS count FROM posts");
  query.closeReader();
  const other = new Database(file);
  other.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; DELETE FROM posts WHERE id = 3");
  setTimeout(() => other.exec("COMMIT").close(), 200);
  expect(await count()).toEqual({ count: 2 });
});

it("never writes, and says of a disk or file at fault what every query does", async () => {
  const write = query.prepareQuery("DELETE FROM posts RETURNING id");
  await expect(write()).rejects.toMatchObject({
    name: "StorageError",
    cause: expect.stringMatching(/^SQLITE_READONLY: /) as unknown,
  });
  expect(withOther((other) => other.prepare("SELECT id FROM posts").all())).toHaveLength(2);
});

it("goes on after its connection was ended", async () => {
  const titleOf = query.prepareQuery<{ title: string }>("SELECT title FROM posts WHERE id = ?");
  expect(await titleOf(1)).toEqual({ title: "One" });
  query.closeReader();
  expect(await titleOf(1)).toEqual({ title: "One" });
});
