import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createBlog } from "@/tests/support/postgres-blog";
import type * as Client from "../db/client";
import type * as Store from "./publication-store";

const TEXT = { title: "Title", content: "Text" };
const TIMES = { since: new Date("2026-11-28T12:00:00Z"), now: new Date("2026-11-29T12:00:00Z") };

let client: typeof Client;
let store: typeof Store;
let author: { id: number; username: string; imageFile: null };

beforeAll(async () => {
  vi.stubEnv("DATABASE_URL", await createBlog());
  client = await import("../db/client");
  store = await import("./publication-store");
  const data = { username: "Ada", usernameKey: "ada", email: "ada@example.com", passwordHash: "" };
  const { id } = await client.db.user.create({ data });
  author = { id, username: "Ada", imageFile: null };
});
afterAll(() => client.closeDatabase());

it("inserts one post for each key that many connections use at the same time", async () => {
  const requests = Array.from({ length: 40 }, (_, index) => ({
    author,
    key: `key ${index % 4}`,
    bodyHash: `hash ${index}`,
  }));
  const insert = (request: Store.KeyedRequest) =>
    store.insertPublication(request, { ...TEXT, title: request.key }, TIMES);
  await Promise.all(requests.map(insert));
  expect(await client.db.post.count()).toBe(4);
  for (const request of requests.slice(0, 4)) {
    const { id = 0 } = (await store.findPublication(request, TIMES.since)) ?? {};
    expect(await client.db.post.findUnique({ where: { id } })).toMatchObject({ title: request.key });
  }
});

it("stores no key if the post cannot be inserted", async () => {
  const request = { author, key: "refused", bodyHash: "hash" };
  await expect(store.insertPublication(request, { ...TEXT, title: "\0" }, TIMES)).rejects.toThrow();
  expect(await store.findPublication(request, TIMES.since)).toBeUndefined();
  await store.insertPublication(request, TEXT, TIMES);
  expect(await store.findPublication(request, TIMES.since)).toBeDefined();
});
