import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, type Answer } from "../support/call";
import { readUserRows } from "../support/database";
import { provideOwnInkwell } from "../support/inkwell";
import { openRequest } from "../support/open-request";
import { expectProblem } from "../support/problems";
import { readAnswers } from "../support/raw-request";
import { logIn, newUser, signUp, type TestUser } from "../support/users";
import { LARGE_LIST, LARGE_LIST_COUNT, largeListRequests, writeLargeList } from "./support/large-list";
import { readSlowly, sendSlowly, type Ending, type Sending } from "./support/slow";

/** How many clients are slow in each way. */
const CLIENTS = 40;
const READERS = 3;
const CUT_WITHIN_MS = 60_000;
/** The longest that other clients may wait, in milliseconds, even on a busy machine. */
const PATIENCE_MS = 20_000;
/** The median duration of a request by other clients, in milliseconds; some of them hash a password. */
const MEDIAN_MS = 1_000;
/** How long a large response may take to start, in milliseconds. */
const BEGIN_MS = 10_000;
const LIMIT = 256 * 1024;
const PIECES = 32;

const JSON_HEAD = "POST /api/users HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
const FORM_HEAD =
  "POST /api/users/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n";

const LATE = newUser();
const LATE_JSON = JSON.stringify(LATE);

const SENDERS: Record<string, Sending> = {
  "a head that never ends": { start: "GET /api/health HTTP/1.1\r\nHost: x\r\nX-Slow: ", bySecond: "x" },
  "a registration that never ends": { start: `${JSON_HEAD}Content-Length: 1000\r\n\r\n{`, bySecond: " " },
  "a login that never ends": {
    start: `${FORM_HEAD}Content-Length: 1000\r\n\r\nusername=a&password=`,
    bySecond: "b",
  },
  "chunks that never end": {
    start: `${JSON_HEAD}Transfer-Encoding: chunked\r\n\r\n`,
    bySecond: "1\r\n \r\n",
  },
  "half of a body, and the rest too late": {
    start: `${JSON_HEAD}Content-Length: ${LATE_JSON.length}\r\n\r\n{`,
    afterwards: LATE_JSON.slice(1),
  },
  "half of a head, and then nothing": { start: "GET / HTTP/1.1\r\nHost: " },
  "a second head that never ends": {
    start: "GET /api/health HTTP/1.1\r\nHost: x\r\n\r\nGET /",
    bySecond: "x",
  },
  "nothing at all": { start: "" },
};

const server = provideOwnInkwell();
let user: TestUser & { token: string };
let size: number;
const senders: Record<string, Promise<Ending[]>> = {};
const readers: Record<string, Promise<number[]>> = {};
let upload: Promise<Answer>;
let isOver = false;
let others: Promise<number[]>;

const many = <Result>(count: number, begin: () => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, begin));

/** Sends the largest accepted body over half a minute, as a slow phone does. */
async function uploadInPieces(): Promise<Answer> {
  const body = JSON.stringify(newUser()).padEnd(LIMIT, " ");
  const headers = { "Content-Type": "application/json", "Content-Length": String(LIMIT) };
  const { request, answer } = openRequest(server, "POST", "/api/users", headers);
  answer.catch(() => undefined); // awaited below
  for (let start = 0; start < LIMIT; start += LIMIT / PIECES) {
    request.write(body.slice(start, start + LIMIT / PIECES));
    await sleep(1_000);
  }
  request.end();
  return answer;
}

/** Uses the site like other clients and returns the duration of each action, in milliseconds. */
async function useSite(): Promise<number[]> {
  const times: number[] = [];
  while (!isOver) {
    for (const action of [
      async () =>
        expect((await call(server, "GET", "/api/users/me", { token: user.token })).status).toBe(200),
      async () => expect((await call(server, "POST", "/api/users", { json: newUser() })).status).toBe(201),
      async () => logIn(server, user),
      async () => expect((await fetch(server.url)).status).toBe(200),
    ]) {
      const start = performance.now();
      await action();
      times.push(performance.now() - start);
      await sleep(200);
    }
  }
  return times;
}

beforeAll(async () => {
  user = await signUp(server);
  await writeLargeList(server, user.id);
  const list = await (await fetch(`${server.url}${LARGE_LIST}`)).arrayBuffer();
  size = LARGE_LIST_COUNT * list.byteLength;

  // All at once, because each takes up to a minute.
  const { port } = server;
  for (const [name, sending] of Object.entries(SENDERS))
    senders[name] = many(CLIENTS, () => sendSlowly(port, sending));
  upload = uploadInPieces();
  await sleep(2_000); // creating large lists blocks the server for a while
  const read = (bytesPerSecond: number, forMs: number) =>
    many(READERS, () => readSlowly(port, largeListRequests(), { bytesPerSecond, forMs }));
  readers["not at all"] = read(0, BEGIN_MS + CUT_WITHIN_MS);
  readers["a byte a second"] = read(1, BEGIN_MS + CUT_WITHIN_MS);
  readers["slowly, but surely"] = read(400_000, CUT_WITHIN_MS);
  others = useSite();
});
afterAll(() => (isOver = true));

describe("a slow sender gets 408 within a minute:", () => {
  it.each(Object.keys(SENDERS))("%s", async (name) => {
    for (const { received, afterMs } of (await senders[name]) ?? []) {
      expect(afterMs).toBeLessThan(CUT_WITHIN_MS);
      const answers = readAnswers(received);
      expect(answers).toHaveLength(name === "a second head that never ends" ? 2 : 1);
      expectProblem(answers.at(-1) as Answer, "request-timeout");
    }
  });

  it("and the rest of its body has no effect", async () => {
    await senders["half of a body, and the rest too late"];
    expect((await readUserRows(server)).map(({ email }) => email)).not.toContain(LATE.email);
  });
});

describe("a slow reader", () => {
  it.each(["not at all", "a byte a second"])("%s is cut off within a minute", async (how) => {
    for (const received of (await readers[how]) ?? []) expect(received).toBeLessThan(size / 2);
  });

  it("slowly, but surely, receives the whole response", async () => {
    for (const received of (await readers["slowly, but surely"]) ?? [])
      expect(received).toBeGreaterThan(size);
  });
});

it("the largest accepted body sent over half a minute gets a response", async () => {
  expect((await upload).status).toBe(201);
});

it("slow clients do not delay other clients", async () => {
  isOver = true;
  const times = await others;
  const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Infinity;
  console.log(
    `${times.length} times, ${median.toFixed(0)} ms in the middle, at most ${Math.max(...times).toFixed(0)} ms`,
  );
  expect(times.length).toBeGreaterThan(20);
  expect(Math.max(...times)).toBeLessThan(PATIENCE_MS);
  expect(median).toBeLessThan(MEDIAN_MS);
  const answer = await call(server, "GET", "/api/health");
  expect(answer.status).toBe(200);
});
