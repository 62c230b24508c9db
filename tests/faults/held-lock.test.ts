import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { call, type Answer } from "../support/call";
import { withDatabase } from "../support/database";
import { startInkwell, type Inkwell } from "../support/inkwell";
import { newPost, publish, readPostRows } from "../support/posts";
import { expectProblem } from "../support/problems";
import { signUp } from "../support/users";

const HELD_MS = 3_000;
/** The longest that nobody may be answered, in milliseconds; a machine that is as slow without the lock may take four times as long. */
const GAP_MS = 500;
const WRITERS = 8;

/** Reads one thing after the other for `durationMs`, and gives the longest time between two answers in milliseconds. */
async function measureGap(server: Inkwell, token: string, durationMs: number): Promise<number> {
  const end = performance.now() + durationMs;
  let [last, gap] = [performance.now(), 0];
  while (last < end) {
    for (const target of ["/", "/api/health", "/api/posts", "/api/users/me"]) {
      const response = await fetch(server.url + target, { headers: { Authorization: `Bearer ${token}` } });
      await response.arrayBuffer();
      expect(response.status, target).toBe(200);
      gap = Math.max(gap, performance.now() - last);
      last = performance.now();
    }
  }
  return gap;
}

it(`a lock that another process holds for ${HELD_MS / 1000} s keeps no reader waiting, and loses nothing`, async () => {
  const server = await startInkwell();
  const { token } = await signUp(server);
  await publish(server, { token });
  await measureGap(server, token, 500); // what is loaded with the first request is no gap
  const unheld = Promise.all(Array.from({ length: WRITERS }, () => publish(server, { token })));
  const usual = await measureGap(server, token, HELD_MS);
  await unheld;

  const otherProcess = new Database(server.databaseFile);
  otherProcess.exec("BEGIN IMMEDIATE");
  let acknowledged = 0;
  const writes = Array.from({ length: WRITERS }, async (): Promise<[string, Answer]> => {
    const json = newPost();
    const answer = await call(server, "POST", "/api/posts", { token, json });
    if (answer.status === 201) acknowledged += 1;
    return [json.title, answer];
  });
  const gap = await measureGap(server, token, HELD_MS);
  const tooSoon = acknowledged;
  otherProcess.exec("COMMIT");
  otherProcess.close();
  const answers = await Promise.all(writes);
  console.log(`lock held: longest gap ${gap.toFixed(0)} ms, without ${usual.toFixed(0)} ms`);
  expect(gap).toBeLessThan(Math.max(GAP_MS, 4 * usual));
  expect(tooSoon).toBe(0);

  // Whoever waited too long was told so, and nothing of theirs is stored.
  const stored = () => readPostRows(server).map(({ title }) => title);
  for (const [title, answer] of answers) {
    if (answer.status === 201) expect(stored()).toContain(title);
    else {
      expectProblem(answer, "overloaded");
      expect(stored()).not.toContain(title);
    }
  }

  // It heals: the next writes are done at once, none holds the lock, and another process sees them all.
  const later = [];
  for (let write = 0; write < 20; write += 1) later.push((await publish(server, { token })).title);
  withDatabase(server, (database) => database.exec("BEGIN IMMEDIATE; ROLLBACK"));
  expect(stored()).toEqual(expect.arrayContaining(later));
  await server.stop();
});
