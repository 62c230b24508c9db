import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, it } from "vitest";
import { call } from "../support/call";
import { readUserRows, readPostRows } from "../support/database";
import { provideOwnInkwell } from "../support/inkwell";
import { readLog } from "../support/log";
import { newPost } from "../support/posts";
import { openRaw } from "../support/raw-request";
import { logIn, newUser, PASSWORD, signUp, type TestUser } from "../support/users";
import { LARGE_LIST, writeLargeList } from "./support/large-list";

/** How many clients disconnect at once, and how often. */
const CLIENTS = 30;
const ROUNDS = 3;

const server = provideOwnInkwell();
let user: TestUser & { token: string };

/** Uses the site during the disconnects and returns the statuses of the responses. */
async function useSite(isOver: () => boolean): Promise<number[]> {
  const statuses: number[] = [];
  while (!isOver()) {
    const me = await call(server, "GET", "/api/users/me", { token: user.token });
    const post = await call(server, "POST", "/api/posts", { token: user.token, json: newPost() });
    statuses.push(me.status, post.status);
  }
  return statuses;
}

beforeAll(async () => {
  user = await signUp(server);
  await writeLargeList(server, user.id);
});

/** Opens connections that send the lines, and resets each at its own moment within `withinMs`. */
async function disconnect(lines: () => string[], withinMs: number): Promise<void> {
  const leave = async (index: number) => {
    const socket = await openRaw(server, ...lines());
    await sleep((withinMs * index) / CLIENTS);
    socket.resetAndDestroy();
  };
  for (let round = 0; round < ROUNDS; round += 1)
    await Promise.all(Array.from({ length: CLIENTS }, (_, index) => leave(index)));
}

/** A request with a body, of which only `sent` is sent. */
function post(path: string, type: string, body: string, { sent = body, token = "" } = {}): string[] {
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  const authorization = `Authorization: Bearer ${token}`;
  return [`POST ${path} HTTP/1.1`, "Host: x", `Content-Type: ${type}`, length, authorization, "", sent];
}
const json = (value: unknown) => JSON.stringify(value);
const register = (sent?: string) =>
  post("/api/users", "application/json", json(newUser()), sent === undefined ? {} : { sent });
const loginForm = () => String(new URLSearchParams({ username: user.email, password: PASSWORD }));
const get = (path: string) => [`GET ${path} HTTP/1.1`, "Host: x", "", ""];

it.each<[string, () => string[], number]>([
  ["the head of a request", () => ["GET /api/users/me HTTP/1.1", "Host: x", "X-Half"], 50],
  ["the body of a request", () => register('{"username": "Half'), 100],
  ["a login", () => post("/api/users/token", "application/x-www-form-urlencoded", loginForm()), 1_500],
  ["a registration", () => register(), 1_500],
  ["a new post", () => post("/api/posts", "application/json", json(newPost()), { token: user.token }), 200],
  ["a long list", () => get(LARGE_LIST), 1_000],
  ["a page", () => get("/"), 300],
])("clients that disconnect during %s do not affect others", async (_where, lines, withinMs) => {
  let isOver = false;
  const others = useSite(() => isOver);
  await disconnect(lines, withinMs);
  // Disconnected clients no longer wait in the queue; together they were more than it holds.
  await logIn(server, user);
  isOver = true;
  const statuses = await others;
  expect(statuses.length).toBeGreaterThan(2);
  expect(statuses.filter((status) => status !== 200 && status !== 201)).toEqual([]);
});

it("requests of disconnected clients were processed completely or not at all", async () => {
  const users = (await readUserRows(server)).filter(({ email }) => email !== user.email);
  for (const { email } of users.slice(-3)) await logIn(server, { email, password: PASSWORD });
  for (const { username, username_key: key, email } of users) {
    const [, mark, number] = /^User (\S+) (\d+)$/.exec(username) ?? [];
    expect({ key, email }).toEqual({
      key: `user ${mark} ${number}`,
      email: `user-${mark}-${number}@example.com`,
    });
  }
  const posts = (await readPostRows(server)).filter(({ title }) => title !== "a");
  expect(posts.length).toBeGreaterThan(0);
  for (const { title, content } of posts) expect(content).toBe(`Text of ${title.replace("P", "p")}.`);
});

it("disconnecting clients cause no errors in the log", () => {
  expect(readLog(server).filter(({ level }) => level === "error" || level === "fatal")).toEqual([]);
  expect(server.output()).not.toMatch(/unhandled|aborted|ECONNRESET/i);
});
