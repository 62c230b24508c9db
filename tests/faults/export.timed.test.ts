import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, it, vi } from "vitest";
import { readArchive, splitFrontMatter } from "../support/archive";
import { execute, insertPosts } from "../support/database";
import { provideOwnInkwell } from "../support/inkwell";
import { readLog } from "../support/log";
import { readMemoryMib } from "../support/memory";
import { signUp, type Author } from "../support/users";
import { expectMemoryBelow, longestWaitDuring } from "./support/bystander";

const POSTS = 10_000;
/** All posts together have 190 MiB. */
const CONTENT = `Ink${" .".repeat(10_000)}`;
/** What exports may add to the memory of the server, in MiB. */
const ADDED_MIB = 80;
const MEMORY_FACTOR = 1.25;
const CLIENTS = 8;
/** How long other clients may wait meanwhile, in milliseconds, even on a busy machine. The whole export takes longer. */
const WAIT_MS = 3_000;
/** How long clients read nothing, in milliseconds. */
const PAUSE_MS = 3_000;

const server = provideOwnInkwell({
  env: { NODE_OPTIONS: "--max-old-space-size=256" },
  // The last test provokes one.
  mayLogErrors: true,
});
let author: Author;
let ids: number[];
let memoryMib: number;

/** Starts an export. The client reads nothing more than the beginning until the response is read. */
async function startExport(): Promise<IncomingMessage> {
  const headers = { Authorization: `Bearer ${author.token}` };
  const request = get(`${server.url}/api/users/me/export`, { headers, agent: false });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  expect(response.statusCode).toBe(200);
  return response;
}

const readErrors = () => readLog(server).filter(({ level }) => level === "error");

/** Returns the ids of the posts in an archive, oldest first. */
async function idsIn(archive: Buffer<ArrayBuffer>): Promise<number[]> {
  const files = await readArchive(archive);
  const posts = files
    .filter(({ name }) => name.startsWith("posts/"))
    .map(({ readText }) => splitFrontMatter(readText()));
  expect(posts.every(({ text }) => text === CONTENT)).toBe(true);
  return posts.map(({ data }) => (data as { id: number }).id).reverse();
}

/** Watches the memory of the server until `action` ends, and returns by how many MiB it grew at most. */
async function addedMemoryDuring(action: Promise<unknown>): Promise<number> {
  let peakMib = 0;
  const timer = setInterval(() => (peakMib = Math.max(peakMib, readMemoryMib(server.pid, "now"))), 50);
  await action.finally(() => clearInterval(timer));
  return peakMib - memoryMib;
}

beforeAll(async () => {
  author = await signUp(server);
  // Indexing this much for the search takes half a minute, and no export reads the index.
  await execute(server, "DROP TRIGGER post_words_inserted");
  const title = "A post";
  ids = await insertPosts(server, Array(POSTS).fill({ title, content: CONTENT, user_id: author.id }));
  for (let count = 0; count < 20; count += 1) await (await fetch(server.url)).arrayBuffer();
  await buffer(await startExport());
  memoryMib = readMemoryMib(server.pid, "now");
});

it("an export of 10,000 posts has all of them, in little memory, and delays no other client", async () => {
  const downloading = startExport().then(buffer);
  const added = addedMemoryDuring(downloading);
  const longest = await longestWaitDuring(server, ["/", "/api/health"], downloading);
  console.log(`longest wait ${longest.toFixed(0)} ms, ${(await added).toFixed(0)} MiB more memory`);
  expect(longest).toBeLessThan(WAIT_MS);
  if (!Number.isNaN(memoryMib)) expect(await added).toBeLessThan(ADDED_MIB);
  expect(await idsIn(await downloading)).toEqual(ids);
});

it("8 clients that stop reading their exports use little memory, and leave nothing behind when they disconnect", async () => {
  const responses = await Promise.all(Array.from({ length: CLIENTS }, startExport));
  const added = await addedMemoryDuring(sleep(PAUSE_MS));
  console.log(`${added.toFixed(0)} MiB more memory`);
  if (!Number.isNaN(memoryMib)) expect(added).toBeLessThan(ADDED_MIB);
  for (const response of responses) response.destroy();
  if (!Number.isNaN(memoryMib)) await expectMemoryBelow(server, memoryMib * MEMORY_FACTOR);
  expect(readErrors()).toEqual([]);
});

it("an export stops reading posts while its client reads nothing, so it lacks those that are deleted then", async () => {
  const response = await startExport();
  await sleep(PAUSE_MS);
  const half = ids[POSTS / 2] ?? 0;
  await execute(server, "DELETE FROM posts WHERE id < ? AND id % 2 = 0", half);
  await insertPosts(server, [{ title: "Published meanwhile", content: "x", user_id: author.id }]);
  const left = ids.filter((id) => id >= half || id % 2 !== 0);
  expect(await idsIn(await buffer(response))).toEqual(left);
});

it("an export that fails midway breaks the connection, and the log has the cause", async () => {
  const response = await startExport();
  await execute(server, "ALTER TABLE posts RENAME TO elsewhere");
  await expect(buffer(response)).rejects.toThrow("aborted");
  expect(response.complete).toBe(false);
  await vi.waitUntil(() => readErrors().length > 0);
  expect(readErrors()).toMatchObject([{ message: expect.stringContaining("posts") }]);
});
