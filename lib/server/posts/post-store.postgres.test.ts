import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { connectOther, createBlog, untilBlocked } from "@/tests/support/postgres-blog";
import type * as Client from "../db/client";
import type * as Store from "./post-store";

const DATE = new Date("2026-11-24T01:02:03.456Z");

let url: string;
let client: typeof Client;
let store: typeof Store;
let author: { id: number; username: string; imageFile: null };

beforeAll(async () => {
  url = await createBlog();
  vi.stubEnv("DATABASE_URL", url);
  client = await import("../db/client");
  store = await import("./post-store");
});
beforeEach(async () => {
  await client.db.user.deleteMany();
  const data = { username: "Ada", usernameKey: "ada", email: "ada@example.com", passwordHash: "" };
  const { id } = await client.db.user.create({ data });
  author = { id, username: "Ada", imageFile: null };
});
afterAll(() => client.closeDatabase());

it("returns a new post as it reads it", async () => {
  const post = await store.insertPost(author, { title: "Title", content: "Text" }, DATE);
  expect(post).toEqual({
    id: expect.any(Number),
    title: "Title",
    content: "Text",
    userId: author.id,
    datePosted: DATE,
    dateEdited: null,
    author,
  });
  expect(await store.getPostById(post.id)).toEqual(post);
  const page = { rows: [post], nextAfterId: undefined };
  expect(await store.findPosts({}, { count: 1, bytes: 1 })).toEqual(page);
  expect(await store.findPostStarts({ authorId: author.id }, { count: 1 })).toEqual(page);
});

it("finds no post whose author is deleted while it is read", async () => {
  const { id } = await store.insertPost(author, { title: "Title", content: "Text" }, DATE);
  const other = await connectOther(url);
  await other.query("BEGIN; LOCK TABLE users");
  const reading = store.getPostById(id);
  await untilBlocked(other);
  await other.query("DELETE FROM users");
  await other.query("COMMIT");
  expect(await reading).toBeNull();
});

it("reports an author who was deleted before the post is inserted", async () => {
  await client.db.user.deleteMany();
  const inserting = store.insertPost(author, { title: "Title", content: "Text" }, DATE);
  await expect(inserting).rejects.toMatchObject({ name: "ForeignKeyViolationError" });
});

it("a write that waits for a change of the same post does nothing to the changed post", async () => {
  const post = await store.insertPost(author, { title: "Title", content: "Text" }, DATE);
  const other = await connectOther(url);
  await other.query("BEGIN; UPDATE posts SET content = 'Theirs'");
  const writing = store.updatePost(post, { content: "Mine" }, DATE, { onlyUnchanged: true });
  await untilBlocked(other);
  await other.query("COMMIT");
  expect(await writing).toBeNull();
  expect(await store.getPostById(post.id)).toMatchObject({ content: "Theirs" });
});
