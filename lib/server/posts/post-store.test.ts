import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { applyMigrations } from "../db/apply-migrations";
import type * as Client from "../db/client";
import type * as Store from "./post-store";

const folder = mkdtempSync(path.join(tmpdir(), "inkwell-posts-"));
const file = path.join(folder, "blog.db");
const DATE = "2026-11-24T01:02:03.456+00:00";
const EDITED = new Date("2026-11-25T01:02:03.456Z");

let client: typeof Client;
let store: typeof Store;

/** Inserts posts with these texts, oldest first. Their ids count from 1. */
function insertPosts(texts: readonly string[], { userId = 1 } = {}): void {
  const database = new Database(file);
  const insert = database.prepare(
    "INSERT INTO posts (title, content, user_id, date_posted) VALUES (?, ?, ?, ?)",
  );
  database.transaction(() =>
    texts.forEach((text, index) => insert.run(`Post ${index + 1}`, text, userId, DATE)),
  )();
  database.close();
}

beforeAll(async () => {
  await applyMigrations(`file:${file}`);
  vi.stubEnv("DATABASE_URL", `file:${file}`);
  client = await import("../db/client");
  store = await import("./post-store");
});
beforeEach(() => {
  const database = new Database(file);
  database.exec(`
    DELETE FROM users; DELETE FROM sqlite_sequence;
    INSERT INTO users (username, username_key, email, password_hash, image_file)
    VALUES ('Ada', 'ada', 'ada@example.com', '$argon2id$', 'ada.webp'), ('Bob', 'bob', 'bob@example.com', '$argon2id$', NULL)`);
  database.close();
});
afterAll(async () => {
  await client.closeDatabase();
  rmSync(folder, { recursive: true });
});

const ids = ({ rows }: Store.PageRows) => rows.map(({ id }) => id);
const find = (limits: Partial<Store.PageLimits & { bytes: number }>, list: Store.PostList = {}) =>
  store.findPosts(list, { count: 100, bytes: 10, ...limits });

it("returns whole posts with the public columns of their authors", async () => {
  insertPosts(["Text"]);
  const { rows } = await find({});
  expect(rows).toEqual([
    {
      id: 1,
      title: "Post 1",
      content: "Text",
      userId: 1,
      datePosted: new Date(DATE),
      dateEdited: null,
      author: { id: 1, username: "Ada", imageFile: "ada.webp" },
    },
  ]);
});

describe("a page", () => {
  it.each([
    ["one post on a page", 1, [3], true],
    ["two posts on a page", 2, [3, 2], true],
    ["as many posts as there are", 3, [3, 2, 1], false],
    ["more posts than there are", 4, [3, 2, 1], false],
  ])("has %s", async (_what, count, expected, hasMore) => {
    insertPosts(["a", "b", "c"]);
    const page = await find({ count });
    expect([ids(page), page.nextAfterId !== undefined]).toEqual([expected, hasMore]);
  });

  it("of an empty list is empty", async () => {
    expect(await find({})).toEqual({ rows: [], nextAfterId: undefined });
  });

  it("starts after the given post and has the posts of one author", async () => {
    insertPosts(["a", "b"]);
    insertPosts(["c"], { userId: 2 });
    insertPosts(["d"]);
    expect(ids(await find({ afterId: 4 }, { authorId: 1 }))).toEqual([2, 1]);
    expect(ids(await find({}, { authorId: 2 }))).toEqual([3]);
    expect(await find({}, { authorId: 9 })).toEqual({ rows: [], nextAfterId: undefined });
  });

  it.each([
    ["texts that fit exactly", ["old", "12345", "12345"], [3, 2], true],
    ["texts that exceed the size by one byte", ["old", "123456", "12345"], [3], true],
    ["texts measured in UTF-8", ["old", "ééé", "€€"], [3], true],
    ["one text that is larger than a page", ["old", "12345678901"], [2], true],
    ["a large text after a small one", ["12345678901", "a"], [2], true],
    ["a small text after a large one", ["a", "12345678901"], [2], true],
    ["a large text at the end of the list", ["12345678901"], [1], false],
    ["all texts of the list", ["12345", "12345"], [2, 1], false],
  ])("ends after %s", async (_what, texts, expected, hasMore) => {
    insertPosts(texts);
    const page = await find({});
    expect([ids(page), page.nextAfterId !== undefined]).toEqual([expected, hasMore]);
  });

  it("continues where the previous one ended, without skipping or repeating a post", async () => {
    insertPosts(Array.from({ length: 40 }, (_, index) => "x".repeat((index * 7) % 14)));
    const seen: number[] = [];
    let afterId: number | undefined;
    do {
      const page = await find({ afterId, count: 5 });
      expect(page.rows.length).toBeGreaterThan(0);
      seen.push(...ids(page));
      afterId = page.nextAfterId;
    } while (afterId !== undefined);
    expect(seen).toEqual(Array.from({ length: 40 }, (_, index) => 40 - index));
  });
});

it("findPostStarts returns the start of each text, however long the texts are", async () => {
  insertPosts(["€".repeat(5_000), "short"]);
  const page = await store.findPostStarts({}, { count: 2 });
  expect(page.rows.map(({ content }) => content)).toEqual(["short", "€".repeat(1_001)]);
  expect(page.nextAfterId).toBeUndefined();
});

describe("a write of only the state that was read", () => {
  it.each([
    ["the title", "UPDATE posts SET title = 'Other'"],
    ["the text", "UPDATE posts SET content = 'other'"],
    ["the time of its last edit", `UPDATE posts SET date_edited = '${DATE}'`],
    ["the author's name", "UPDATE users SET username = 'Eve' WHERE id = 1"],
    ["the author's picture", "UPDATE users SET image_file = NULL WHERE id = 1"],
    ["the author", "UPDATE posts SET user_id = 2"],
  ])("does nothing after %s has changed", async (_what, sql) => {
    insertPosts(["Text"]);
    const post = (await store.getPostById(1)) as Store.PostRow;
    const database = new Database(file);
    database.exec(sql);
    database.close();
    const changed = await store.getPostById(1);
    expect(await store.updatePost(post, { title: "Mine" }, EDITED, { onlyUnchanged: true })).toBeNull();
    expect(await store.deletePost(post, { onlyUnchanged: true })).toBe(false);
    expect(await store.getPostById(1)).toEqual(changed);
  });

  it("is done to a post that was edited before", async () => {
    insertPosts(["Text"]);
    const post = (await store.getPostById(1)) as Store.PostRow;
    const edited = (await store.updatePost(post, { title: "Mine" }, EDITED)) as Store.PostRow;
    expect(
      await store.updatePost(edited, { title: "Again" }, EDITED, { onlyUnchanged: true }),
    ).not.toBeNull();
  });

  it.each([1, 2])("is done while nothing has changed, for author %i", async (userId) => {
    insertPosts(["Text"], { userId });
    const post = (await store.getPostById(1)) as Store.PostRow;
    const changed = await store.updatePost(post, { title: "Mine" }, EDITED, { onlyUnchanged: true });
    expect(changed).toEqual({ ...post, title: "Mine", dateEdited: EDITED });
    expect(await store.getPostById(1)).toEqual(changed);
    expect(await store.deletePost(changed as Store.PostRow, { onlyUnchanged: true })).toBe(true);
  });
});

it("a change keeps what someone else has written into the other field since", async () => {
  insertPosts(["Text"]);
  const post = (await store.getPostById(1)) as Store.PostRow;
  await store.updatePost(post, { content: "Theirs" }, EDITED);
  expect(await store.updatePost(post, { title: "Mine" }, EDITED)).toMatchObject({
    title: "Mine",
    content: "Theirs",
  });
});
