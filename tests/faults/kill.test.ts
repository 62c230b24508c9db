import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { query } from "../support/database";
import { startInkwell, type OwnInkwell } from "../support/inkwell";
import { PASSWORD, signUp } from "../support/users";
import { Ledger, type Row, type Table } from "./support/ledger";

const ROUNDS = 30;
/** Databases at once, each with its own rounds: a start leaves the other processors idle. */
const LANES = 2;
const WRITERS = 5;
/** When the server is killed: this many writes after its start, and then this many milliseconds. */
const LIFE = fc.record({ writes: fc.integer({ min: 1, max: 60 }), ms: fc.integer({ min: 0, max: 30 }) });
interface Life {
  writes: number;
  ms: number;
}
/** `FAULT_SEED=12 npm run test:faults` repeats the kill times of an earlier run. */
const SEED = Number(process.env["FAULT_SEED"] ?? Date.now() % 1_000_000);
const LIMITS = {
  RATE_LIMITS: "on",
  RATE_LIMIT_POSTS_PER_USER: "1000000",
  RATE_LIMIT_POSTS_PER_ADDRESS: "1000000",
  RATE_LIMIT_WRITES_PER_USER: "1000000",
  RATE_LIMIT_REGISTRATIONS_PER_ADDRESS: "1000000",
};

// It takes a minute on an idle machine with two processors, most of it for starts.
vi.setConfig({ testTimeout: 600_000 });

const STATUSES: Record<string, number> = { POST: 201, PUT: 200, DELETE: 204 };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "inkwell-kill-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;
const newPost = (): Row => {
  count += 1;
  // Some are longer than a page of the file, so that a write is more than one.
  return { title: `Post ${count}`, content: `Text ${count} `.repeat(1 + (count % 7) * 200).trim() };
};
const newUser = (): Row => {
  count += 1;
  return { username: `Writer ${count}`, email: `writer-${count}@example.com` };
};

/** Sends a write and returns the response, or undefined if the connection broke before it was complete. */
async function send({ url }: OwnInkwell, token: string, method: string, target: string, json?: unknown) {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  try {
    const body = json === undefined ? null : JSON.stringify(json);
    const response = await fetch(url + target, { method, headers, body });
    return { status: response.status, text: await response.text() };
  } catch {
    return undefined;
  }
}

/** Writes until the server is gone. */
async function keepWriting(server: OwnInkwell, token: string, ledger: Ledger, writer: number): Promise<void> {
  /** Returns the id of the written row, or undefined without a response. */
  async function write(method: string, table: Table, row?: Row, id?: number): Promise<number | undefined> {
    const acknowledge = ledger.ask({ table, ...(row && { row }), ...(id !== undefined && { id }) });
    const json = table === "users" ? { ...row, password: PASSWORD } : row;
    const target = `/api/${table}${id === undefined ? "" : `/${id}`}`;
    const answer = await send(server, token, method, target, json);
    if (answer === undefined) return undefined;
    expect(answer.status, answer.text).toBe(STATUSES[method]);
    const { id: writtenId } = { id, ...(answer.text && JSON.parse(answer.text)) } as { id: number };
    acknowledge(writtenId);
    return writtenId;
  }

  for (let turn = 0; ; turn += 1) {
    if (writer === 0) {
      // Hashing takes the time of many posts, so one of the writers registers.
      if ((await write("POST", "users", newUser())) === undefined) return;
      continue;
    }
    const id = await write("POST", "posts", newPost());
    if (id === undefined || (await write("PUT", "posts", newPost(), id)) === undefined) return;
    if (turn % 3 === 0 && (await write("DELETE", "posts", undefined, id)) === undefined) return;
  }
}

/** Returns how many posts the limits have counted; one user writes them all. */
async function countPosts(databaseUrl: string): Promise<number> {
  const sql = "SELECT points FROM rate_limits WHERE key LIKE 'posts:%'";
  const [row] = await query<{ points: number }>({ databaseUrl }, sql);
  return row?.points ?? NaN;
}

/** Kills and restarts the server of one database repeatedly. */
async function killRepeatedly(databaseUrl: string, lives: readonly Life[]): Promise<Ledger> {
  const start = () => startInkwell({ databaseUrl, env: LIMITS });
  const ledger = new Ledger();
  let server = await start();
  const { id, username, email, token } = await signUp(server);
  ledger.ask({ table: "users", row: { username, email } })(id);

  for (const { writes, ms } of lives) {
    const current = server;
    const before = ledger.acknowledged;
    const writers = Array.from({ length: WRITERS }, (_, writer) =>
      keepWriting(current, token, ledger, writer),
    );
    const killed = vi
      .waitUntil(() => ledger.acknowledged >= before + writes, { interval: 1, timeout: 60_000 })
      .then(() => sleep(ms));
    await Promise.race([killed, Promise.all(writers)]);
    await server.kill();
    await Promise.all(writers);
    expect(server.output().match(/.*(?:in memory|"level":"(?:error|fatal)").*/g)).toBeNull();
    // The server opens the file first, because recovery is its responsibility.
    server = await start();
    await ledger.compare(databaseUrl);
  }
  await server.stop();
  expect(await countPosts(databaseUrl)).toBeGreaterThanOrEqual(ledger.created.posts);
  return ledger;
}

it(`${ROUNDS} kills lose nothing that was acknowledged and add nothing else`, async () => {
  const lives = fc.sample(LIFE, { seed: SEED, numRuns: ROUNDS });
  const lanes = Array.from({ length: LANES }, (_, lane) =>
    killRepeatedly(
      `file:${folder}/lane-${lane}.db`,
      lives.filter((_life, round) => round % LANES === lane),
    ),
  );
  for (const { acknowledged, cutOff, happened } of await Promise.all(lanes)) {
    console.log(
      `kill -9 (FAULT_SEED=${SEED}): ${acknowledged} writes acknowledged, ${cutOff} cut off, ${happened} of them done`,
    );
    // Otherwise there would be nothing to lose.
    expect(acknowledged).toBeGreaterThan(ROUNDS);
    expect(cutOff).toBeGreaterThan(ROUNDS);
  }
});
