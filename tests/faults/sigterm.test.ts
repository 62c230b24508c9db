import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { call } from "../support/call";
import { readPostRows } from "../support/database";
import { startInkwell, type OwnInkwell } from "../support/inkwell";
import { readLog } from "../support/log";
import { openRequest } from "../support/open-request";
import { newPost } from "../support/posts";
import { expectProblem } from "../support/problems";
import { openRaw, readAnswers } from "../support/raw-request";
import { PASSWORD, signUp } from "../support/users";
import { LARGE_LIST_COUNT, largeListRequests, writeLargeList } from "./support/large-list";

const EXIT_WITHIN_MS = 10_000;
/** Well before hanging connections are cut. */
const AT_ONCE_MS = 5_000;
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "inkwell-sigterm-"));
  file = path.join(folder, "blog.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

const start = () => startInkwell({ databaseUrl: `file:${file}` });

const endOf = (socket: Socket) => new Promise((resolve) => socket.resume().once("close", resolve));

/** Opens a connection that stays open after a response. */
async function openIdle(server: OwnInkwell) {
  const socket = await openRaw(server, "GET /api/health HTTP/1.1", "Host: x", "", "");
  await once(socket, "data");
  return socket;
}

async function isRefused({ port }: OwnInkwell): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  const [isOpen] = await Promise.race([
    once(socket, "connect").then(() => [true]),
    once(socket, "close").then(() => [false]),
  ]).catch(() => [false]);
  socket.destroy();
  return !isOpen;
}

/** Publishes until the server stops responding and returns the ids of all acknowledged posts. */
async function publishToTheEnd(server: OwnInkwell, token: string): Promise<number[]> {
  const acknowledged: number[] = [];
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
  for (;;) {
    const body = JSON.stringify(newPost());
    const response = await fetch(`${server.url}/api/posts`, { method: "POST", headers, body }).catch(
      () => null,
    );
    if (response === null) return acknowledged;
    const post = (await response.json()) as { id: number };
    expect(response.status, JSON.stringify(post)).toBe(201);
    acknowledged.push(post.id);
  }
}

/** Starts more logins than are hashed at once; returns their responses after the first one, null for none. */
async function queueLogins(server: OwnInkwell, email: string) {
  const body = String(new URLSearchParams({ username: email, password: PASSWORD }));
  const answers = Array.from({ length: 20 }, () => {
    const { request, answer } = openRequest(server, "POST", "/api/users/token", {
      ...FORM,
      "Content-Length": String(body.length),
    });
    request.end(body);
    return answer.catch(() => null);
  });
  await Promise.race(answers);
  return answers;
}

/** Waits for a terminated server to exit and returns how long that took, in milliseconds. */
async function stop(server: OwnInkwell, begun: number): Promise<number> {
  await server.stop();
  return performance.now() - begun;
}

it("SIGTERM under load finishes open requests, rejects new ones and exits within 10 s, even when repeated", async () => {
  const server = await start();
  const { id, email, token } = await signUp(server);
  await writeLargeList(server, id);
  const written = (await readPostRows(server)).at(-1)?.id ?? NaN;

  const writers = Array.from({ length: 8 }, () => publishToTheEnd(server, token));
  const idle = await Promise.all(Array.from({ length: 5 }, () => openIdle(server)));
  const unused = await openRaw(server, "");
  const halfSent = await openRaw(
    server,
    "POST /api/users HTTP/1.1",
    "Host: x",
    "Content-Type: application/json",
    "Content-Length: 1000",
    "",
    "{",
  );
  const reader = await openRaw(server, largeListRequests());
  await once(reader, "readable"); // nothing is read yet
  const ended = [...idle, unused, halfSent].map(endOf);
  const logins = await queueLogins(server, email);

  const begun = performance.now();
  server.terminate();
  await vi.waitUntil(() => isRefused(server), { timeout: EXIT_WITHIN_MS });
  for (const signal of ["SIGTERM", "SIGINT"]) process.kill(server.pid, signal);
  await sleep(500);
  const list = text(reader);
  const tookMs = await stop(server, begun);

  expect(tookMs).toBeLessThan(EXIT_WITHIN_MS);
  await Promise.all(ended);
  const lists = readAnswers(await list);
  expect(lists.map(({ status }) => status)).toEqual(Array(LARGE_LIST_COUNT).fill(200));
  // A login that the server had not read yet may get no response; a completed one must.
  const answers = (await Promise.all(logins)).filter((answer) => answer !== null);
  for (const answer of answers) if (answer.status !== 200) expectProblem(answer, "overloaded");
  const done = answers.filter(({ status }) => status === 200);
  expect(readLog(server).filter(({ event }) => event === "authn_login_success")).toHaveLength(done.length);

  const acknowledged = (await Promise.all(writers)).flat().sort((a, b) => a - b);
  const stored = (await readPostRows({ databaseUrl: `file:${file}` }))
    .map((post) => post.id)
    .filter((post) => post > written);
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(stored).toEqual(acknowledged);
  expect(readLog(server)).toContainEqual(
    expect.objectContaining({ event: "sys_shutdown", signal: "SIGTERM" }),
  );
});

it("SIGTERM with idle connections exits at once and leaves one database file", async () => {
  const server = await start();
  const idle = await Promise.all(Array.from({ length: 20 }, () => openIdle(server)));
  const unused = await Promise.all(Array.from({ length: 20 }, () => openRaw(server, "")));
  expect((await call(server, "GET", "/api/health")).status).toBe(200);
  const ended = [...idle, ...unused].map(endOf);
  const begun = performance.now();
  server.terminate();
  expect(await stop(server, begun)).toBeLessThan(AT_ONCE_MS);
  await Promise.all(ended);
  expect(existsSync(`${file}-wal`)).toBe(false);
});
