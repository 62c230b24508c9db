import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findCorruption, readPostRows } from "../support/database";
import { backUp } from "../support/sqlite-database";
import { provideOwnInkwell } from "../support/inkwell";
import { publish } from "../support/posts";
import { signUp } from "../support/users";

const WRITERS = 4;
const BACKUPS = 5;
/** Makes the file larger than one step of a backup copies, so that writes happen between two steps. */
const LONG_POSTS = 100;

const server = provideOwnInkwell();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "inkwell-backup-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

it("a backup made during writes is intact and has everything acknowledged before it began", async () => {
  const author = await signUp(server);
  for (let post = 0; post < LONG_POSTS; post += 1)
    await publish(server, author, { content: "long ".repeat(2_000) });
  const acknowledged: number[] = [];
  let isOver = false;
  const write = async () => {
    while (!isOver) acknowledged.push((await publish(server, author)).id);
  };
  const writing = Promise.all(Array.from({ length: WRITERS }, write));

  for (let turn = 0; turn < BACKUPS; turn += 1) {
    const backup = path.join(folder, `backup-${turn}.db`);
    const before = acknowledged.length;
    await backUp(server.databaseUrl, backup);
    expect(await findCorruption({ databaseUrl: `file:${backup}` })).toEqual([]);
    expect((await readPostRows({ databaseUrl: `file:${backup}` })).map(({ id }) => id)).toEqual(
      expect.arrayContaining(acknowledged.slice(0, before)),
    );
    expect(await publish(server, author)).toBeDefined();
  }
  isOver = true;
  await writing;
  expect(acknowledged.length).toBeGreaterThan(BACKUPS);
});
