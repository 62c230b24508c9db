import { setTimeout as sleep } from "node:timers/promises";
import { lockDatabase } from "../support/database";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { call } from "../support/call";
import { startInkwell, type OwnInkwell } from "../support/inkwell";
import { expectLimited, failLogin, LIMITED, requireLogin, tryLogIn } from "../support/limits";
import { readLog } from "../support/log";
import { postsOf, publish } from "../support/posts";
import { expectProblem } from "../support/problems";
import { logInOffline, renew, requireTokens, signUpOffline, type Tokens } from "../support/sessions";
import { logIn, newUser, register } from "../support/users";
import { makeClock } from "./support/clock";

const HOUR_MS = 60 * 60_000;
/** The wait after ten failures, in seconds. */
const LOCK_SECONDS = 15 * 60;

const clock = makeClock();
const moveClock = clock.move;

let server: OwnInkwell;

beforeAll(async () => {
  // A time zone with daylight saving time; the server must use UTC.
  server = await startInkwell({ env: { ...LIMITED, ...clock.env, TZ: "Europe/Berlin" } });
  return async () => {
    await server.stop();
    clock.remove();
  };
});
beforeEach(() => moveClock(0));

const me = (token: string) => call(server, "GET", "/api/users/me", { token });

it("an advanced clock expires tokens, and a clock set back rejects tokens from the future", async () => {
  const user = await signUpOffline(server);
  moveClock(HOUR_MS);
  expectProblem(await me(user.accessToken), "invalid-token");
  const ofFuture = await logIn(server, user);
  expect((await me(ofFuture)).status).toBe(200);

  moveClock(0);
  expectProblem(await me(ofFuture), "invalid-token");
  expect((await me(user.accessToken)).status).toBe(200);

  moveClock(-HOUR_MS);
  expectProblem(await me(user.accessToken), "invalid-token");
  expect((await me(await logIn(server, user))).status).toBe(200);
});

it("clock changes end no session that can be renewed", async () => {
  let tokens: Tokens = await signUpOffline(server);
  for (const aheadByMs of [HOUR_MS, 0, -HOUR_MS, 0]) {
    moveClock(aheadByMs);
    tokens = requireTokens(await renew(server, tokens.refreshToken));
    expect((await me(tokens.accessToken)).status).toBe(200);
  }
});

it("clock changes keep posts in the order in which they were written", async () => {
  const user = await register(server);
  const posts = [];
  for (const aheadByMs of [0, HOUR_MS, -HOUR_MS, 0]) {
    moveClock(aheadByMs);
    posts.unshift(await publish(server, { token: await logIn(server, user) }));
  }
  const times = posts.map(({ date_posted }) => Date.parse(date_posted));
  expect(times).not.toEqual(times.toSorted((a, b) => b - a)); // the clock did move
  expect(postsOf(await call(server, "GET", `/api/users/${user.id}/posts`))).toEqual(posts);
});

it("a clock set back blocks no login for longer than the block lasts", async () => {
  const { email } = await register(server);
  const address = "192.0.2.10";
  await failLogin(server, 10, { email, address });
  expectLimited(await tryLogIn(server, { email, address }), { from: 1, to: LOCK_SECONDS });
  moveClock(-HOUR_MS);
  await requireLogin(server, { email, address });
  await failLogin(server, 10, { email, address });
  expectLimited(await tryLogIn(server, { email, address }), { from: 1, to: LOCK_SECONDS });
});

it("an advanced clock ends login blocks, and none is left when it is set back", async () => {
  const { email } = await register(server);
  const address = "192.0.2.11";
  await failLogin(server, 10, { email, address });
  moveClock(HOUR_MS);
  await failLogin(server, 9, { email, address });
  await requireLogin(server, { email, address });
  await failLogin(server, 10, { email, address });
  expectLimited(await tryLogIn(server, { email, address }), { from: 1, to: LOCK_SECONDS });
  moveClock(0);
  await requireLogin(server, { email, address });
});

it.each([
  ["forwards", HOUR_MS],
  ["back", -HOUR_MS],
])("a clock moved %s ends no request that waits for the lock or its turn", async (_where, aheadByMs) => {
  const user = await register(server);
  const unlock = await lockDatabase(server);
  const registrations = Array.from({ length: 8 }, () =>
    call(server, "POST", "/api/users", { json: newUser() }),
  );
  await sleep(500); // until some of them wait for the lock
  moveClock(aheadByMs);
  await sleep(500);
  await unlock();
  const statuses = (await Promise.all(registrations)).map(({ status }) => status);
  expect(statuses).toEqual(Array(8).fill(201));
  await logIn(server, user);
});

it.each([
  ["forwards", "2027-03-28T00:59:30Z"],
  ["back", "2027-10-31T00:59:30Z"],
])("daylight saving time that moves clocks %s changes nothing", async (_where, justBefore) => {
  const start = Date.parse(justBefore);
  moveClock(start - Date.now());
  // Through the API, since tokens made here would carry the real time.
  const user = await logInOffline(server, await register(server));
  const post = await publish(server, { token: user.accessToken });
  const { email } = await register(server);
  const address = "192.0.2.12";
  await failLogin(server, 10, { email, address });

  moveClock(start + 60_000 - Date.now()); // across the hour of the change
  expect((await me(user.accessToken)).status).toBe(200);
  requireTokens(await renew(server, user.refreshToken));
  expect(Math.abs(Date.parse(post.date_posted) - start)).toBeLessThan(HOUR_MS / 2);
  expectLimited(await tryLogIn(server, { email, address }), { from: LOCK_SECONDS - 120, to: LOCK_SECONDS });
});

it("clock changes log no errors", () => {
  expect(readLog(server).filter(({ level }) => level === "error" || level === "fatal")).toEqual([]);
});
