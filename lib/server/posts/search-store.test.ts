import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { CASES, POSTS } from "@/tests/support/search-cases";
import { applyMigrations } from "../db/apply-migrations";
import type * as Client from "../db/client";
import type * as Store from "./search-store";
import { toSearchWords } from "./search-words";

const folder = mkdtempSync(path.join(tmpdir(), "inkwell-search-"));
const file = path.join(folder, "blog.db");
let client: typeof Client;
let store: typeof Store;
let database: Database.Database;

beforeAll(async () => {
  await applyMigrations(`file:${file}`);
  vi.stubEnv("DATABASE_URL", `file:${file}`);
  client = await import("../db/client");
  store = await import("./search-store");
  database = new Database(file);
  database.exec(`PRAGMA foreign_keys = ON;
    INSERT INTO users (id, username, username_key, email, password_hash) VALUES (1, '', '', '', ''), (2, 'b', 'b', 'b', '')`);
  const insert = database.prepare(
    "INSERT INTO posts (title, content, user_id, date_posted) VALUES (?, ?, 1, '2026-11-24')",
  );
  for (const { title, content } of POSTS) insert.run(title, content);
});
afterAll(async () => {
  database.close();
  await client.closeDatabase();
  rmSync(folder, { recursive: true });
});

async function search(query: string): Promise<number[]> {
  const limits = { after: undefined, count: 100, bytes: 100_000 };
  return (await store.searchPosts(toSearchWords(query), limits)).rows.map(({ id }) => id);
}

it.each(CASES)("SQLite finds by %j the posts %j", async (query, ids) => {
  expect(await search(query)).toEqual(ids);
});

it("SQLite finds the changed words of a post, and none of a deleted account", async () => {
  database.exec(
    `INSERT INTO posts (id, title, content, user_id, date_posted) VALUES (99, 'Zebra', 'Quagga', 2, '2026-11-24')`,
  );
  expect(await search("quagga")).toEqual([99]);
  database.exec("UPDATE posts SET content = 'Okapi' WHERE id = 99");
  expect([await search("quagga"), await search("okapi")]).toEqual([[], [99]]);
  database.exec("DELETE FROM users WHERE id = 2");
  expect(await search("okapi")).toEqual([]);
  expect(
    database.prepare("SELECT count(*) FROM post_words WHERE post_words MATCH 'zebra'").pluck().get(),
  ).toBe(0);
});
