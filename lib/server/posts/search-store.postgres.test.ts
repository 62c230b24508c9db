import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createBlog } from "@/tests/support/postgres-blog";
import { CASES, POSTS } from "@/tests/support/search-cases";
import type * as Client from "../db/client";
import type * as Store from "./search-store";
import { toSearchWords } from "./search-words";

let client: typeof Client;
let store: typeof Store;

beforeAll(async () => {
  vi.stubEnv("DATABASE_URL", await createBlog());
  client = await import("../db/client");
  store = await import("./search-store");
  const user = { usernameKey: "", username: "", email: "", passwordHash: "" };
  const { id: userId } = await client.db.user.create({ data: user });
  for (const post of POSTS) await client.db.post.create({ data: { ...post, userId } });
});
afterAll(() => client.closeDatabase());

async function search(query: string): Promise<number[]> {
  const limits = { after: undefined, count: 100, bytes: 100_000 };
  return (await store.searchPosts(toSearchWords(query), limits)).rows.map(({ id }) => id);
}

it.each(CASES)("PostgreSQL finds by %j the posts %j", async (query, ids) => {
  expect(await search(query)).toEqual(ids);
});

it("PostgreSQL finds the changed words of a post, and none of a deleted account", async () => {
  await client.db.post.updateMany({ where: { id: 1 }, data: { content: "Okapi" } });
  expect([await search("black"), await search("okapi")]).toEqual([[], [1]]);
  await client.db.user.deleteMany();
  expect(await search("okapi")).toEqual([]);
});
