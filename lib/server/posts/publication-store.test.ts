import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { applyMigrations } from "../db/apply-migrations";
import type * as Client from "../db/client";
import type * as Store from "./publication-store";

const folder = mkdtempSync(path.join(tmpdir(), "inkwell-publications-"));
const file = path.join(folder, "blog.db");
const TEXT = { title: "Title", content: "Text" };
const TIMES = { since: new Date("2026-11-28T12:00:00Z"), now: new Date("2026-11-29T12:00:00Z") };
const REQUEST = { author: { id: 1, username: "Ada", imageFile: null }, key: "k", bodyHash: "first" };

let client: typeof Client;
let store: typeof Store;
let database: Database.Database;

beforeAll(async () => {
  await applyMigrations(`file:${file}`);
  vi.stubEnv("DATABASE_URL", `file:${file}`);
  client = await import("../db/client");
  store = await import("./publication-store");
  database = new Database(file);
});
beforeEach(() => {
  database.exec(`
    DELETE FROM users; DELETE FROM sqlite_sequence;
    INSERT INTO users (username, username_key, email, password_hash) VALUES ('Ada', 'ada', 'ada@example.com', '')`);
});
afterAll(async () => {
  database.close();
  await client.closeDatabase();
  rmSync(folder, { recursive: true });
});

const count = (table: string) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

it("inserts one post for a key that another process has just used, and keeps the first request", async () => {
  await store.insertPublication(REQUEST, TEXT, TIMES);
  await store.insertPublication({ ...REQUEST, bodyHash: "second" }, TEXT, TIMES);
  expect(count("posts")).toBe(1);
  expect(await store.findPublication(REQUEST, TIMES.since)).toEqual({
    bodyHash: "first",
    id: 1,
    userId: 1,
    datePosted: TIMES.now,
    dateEdited: null,
    author: REQUEST.author,
  });
});

it("inserts another post for a key that has expired", async () => {
  await store.insertPublication(REQUEST, TEXT, TIMES);
  await store.insertPublication(REQUEST, TEXT, { since: TIMES.now, now: new Date() });
  expect(count("posts")).toBe(2);
  expect(await store.findPublication(REQUEST, TIMES.since)).toMatchObject({ id: 2 });
});

it("stores no key if the post cannot be inserted", async () => {
  database.exec("CREATE TRIGGER refuse BEFORE INSERT ON posts BEGIN SELECT RAISE(ABORT, 'refused'); END");
  await expect(store.insertPublication(REQUEST, TEXT, TIMES)).rejects.toThrow("refused");
  database.exec("DROP TRIGGER refuse");
  expect(count("publications")).toBe(0);
});
