import { once } from "node:events";
import { expect, it, vi } from "vitest";
import { call } from "../support/call";
import { readUserRows } from "../support/database";
import { provideOwnInkwell } from "../support/inkwell";
import { openRequest } from "../support/open-request";
import { expectProblem } from "../support/problems";
import { openRaw } from "../support/raw-request";
import { logInOffline, renew, requireTokens, revoke, TOKEN_PATH, type Tokens } from "../support/sessions";
import { logIn, newUser, PASSWORD, register, signUp } from "../support/users";

/** More logins than the queue of any machine holds. */
const MORE_THAN_FIT = 120;
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

const server = provideOwnInkwell({ env: { RATE_LIMITS: "off" } });

/** Starts a registration or login on its own connection. */
function begin(path: string, type: string, body: string) {
  const { request, answer } = openRequest(server, "POST", path, {
    "Content-Type": type,
    "Content-Length": String(Buffer.byteLength(body)),
  });
  request.end(body);
  return { request, answer };
}

it("concurrent logins beyond the queue get 503 while /me responds", async () => {
  const user = await signUp(server);
  const right = { username: user.email, password: PASSWORD };
  const wrong = { username: user.email, password: "wrong canary" };
  let underWay = MORE_THAN_FIT;
  const logins = Array.from({ length: underWay }, (_, index) =>
    call(server, "POST", "/api/users/token", { form: index % 2 ? wrong : right }).finally(
      () => (underWay -= 1),
    ),
  );

  let answeredMeanwhile = 0;
  while (underWay > 0) {
    const answer = await call(server, "GET", "/api/users/me", { token: user.token });
    expect(answer).toMatchObject({ status: 200, body: { id: user.id } });
    answeredMeanwhile += 1;
  }
  const rejected = (await Promise.all(logins)).filter((answer, index) => {
    if (answer.status === (index % 2 ? 401 : 200)) return false;
    expectProblem(answer, "overloaded");
    return true;
  });
  expect(rejected.length).toBeGreaterThan(0);
  expect(rejected.length).toBeLessThan(MORE_THAN_FIT);
  expect(answeredMeanwhile).toBeGreaterThan(1);
  await logIn(server, user);
}, 120_000);

it("renewals and logouts do not wait for concurrent logins", async () => {
  const user = await register(server);
  const tokens: Tokens[] = [];
  while (tokens.length < 5) tokens.push(await logInOffline(server, user));
  const form = { username: user.email, password: "wrong canary" };
  const statuses = new Set<number>();
  let isOver = false;
  const flood = Array.from({ length: 3 * MORE_THAN_FIT }, async () => {
    while (!isOver) statuses.add((await call(server, "POST", TOKEN_PATH, { form })).status);
  });
  await vi.waitUntil(() => statuses.has(503), { timeout: 60_000 });
  for (const { refreshToken } of tokens) {
    const { refreshToken: next } = requireTokens(await renew(server, refreshToken));
    expect((await revoke(server, next)).status).toBe(200);
  }
  isOver = true;
  await Promise.all(flood);
}, 120_000);

it("a login disguised as a renewal gets 503 like other logins", async () => {
  let isOver = false;
  const form = { username: "nobody@example.com", password: "wrong canary" };
  const flood = Array.from({ length: 3 * MORE_THAN_FIT }, async () => {
    while (!isOver) await call(server, "POST", TOKEN_PATH, { form });
  });
  const long = { ...form, grant_type: "refresh_token", refresh_token: "x".repeat(2_000) };
  const statuses = new Set<number>();
  const disguised = { ...form, password: "grant_type=refresh_token" };
  while (!statuses.has(503))
    statuses.add((await call(server, "POST", TOKEN_PATH, { form: disguised })).status);
  await vi.waitUntil(async () => (await call(server, "POST", TOKEN_PATH, { form: long })).status === 503, {
    timeout: 60_000,
  });
  isOver = true;
  await Promise.all(flood);
}, 120_000);

it("logins with unfinished bodies do not block other logins", async () => {
  const user = await register(server);
  const unfinished = Array.from({ length: MORE_THAN_FIT }, () =>
    openRequest(server, "POST", "/api/users/token", { ...FORM, "Content-Length": "1000" }),
  );
  for (const { answer } of unfinished) answer.catch(() => undefined); // cut off below
  await Promise.all(
    unfinished.map(({ request }) => new Promise((resolve) => request.write("username=", resolve))),
  );
  await logIn(server, user);
  for (const { request } of unfinished) request.destroy();
});

it("pipelined logins leave the queue when their connection closes", async () => {
  const user = await register(server);
  const form = String(new URLSearchParams({ username: user.email, password: "wrong canary" }));
  const head = ["POST /api/users/token HTTP/1.1", "Host: x", `Content-Type: ${FORM["Content-Type"]}`];
  const one = [...head, `Content-Length: ${form.length}`, "", form].join("\r\n");
  const socket = await openRaw(server, one.repeat(MORE_THAN_FIT));
  await once(socket, "readable"); // at the first response, all requests have arrived
  socket.destroy();
  await vi.waitUntil(
    async () =>
      (await call(server, "POST", TOKEN_PATH, { form: { username: user.email, password: PASSWORD } }))
        .status === 200,
    { timeout: 20_000 },
  );
}, 60_000);

it("a registration whose client disconnects while waiting creates no account", async () => {
  const before = (await readUserRows(server)).length;
  const abandoned = Array.from({ length: 40 }, () =>
    begin("/api/users", "application/json", JSON.stringify(newUser())),
  );
  // At the first response, all requests have arrived and most of them wait.
  await Promise.race(abandoned.map(({ answer }) => answer));
  for (const { request, answer } of abandoned) {
    answer.catch(() => undefined);
    request.destroy();
  }
  // The queue is served in order, so this registration comes after all of them.
  await register(server);
  expect((await readUserRows(server)).length - before).toBeLessThan(20);
}, 120_000);
