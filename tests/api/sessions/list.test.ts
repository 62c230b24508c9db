import { beforeEach, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { readSessionRow, readSessionRows } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import { expectProblem, expectSuccess } from "../../support/problems";
import {
  logInOffline,
  passSessionTime,
  renew,
  requireTokens,
  sessionIdOf,
  SESSIONS_PATH,
  signUpOffline,
  statusOf,
  type Tokens,
} from "../../support/sessions";
import { logIn, addUser, type TestUser } from "../../support/users";

const server = provideOwnInkwell({ env: { TRUSTED_PROXY_HOPS: "1" } });
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const TIME: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

let user: TestUser & Tokens;

beforeEach(async () => {
  user = await signUpOffline(server);
});

const list = async (token: string) =>
  (await call(server, "GET", SESSIONS_PATH, { token })).body as { id: number; device: string }[];
/** Returns the listed sessions by their `sid`, which the API does not show. */
const listed = async (token: string) => {
  const rows = await readSessionRows(server);
  return (await list(token)).map(({ id }) => rows.find((row) => row.id === id)?.sid);
};
const endAll = (token: string) => call(server, "DELETE", SESSIONS_PATH, { token });
const end = (token: string, id: number | string) =>
  call(server, "DELETE", `${SESSIONS_PATH}/${id}`, { token });

describe("the list of sessions", () => {
  it("has the device, address and times of each session, and marks the current one", async () => {
    const headers = { "User-Agent": FIREFOX, "X-Forwarded-For": "203.0.113.9" };
    const { accessToken, sid } = await logInOffline(server, user, headers);
    const [id, otherId] = [await sessionIdOf(server, sid), await sessionIdOf(server, user.sid)];
    const answer = await call(server, "GET", SESSIONS_PATH, { token: accessToken });
    const ofBoth = { created_at: TIME, last_used_at: TIME };
    expectSuccess(answer, 200, [
      { id, device: "Firefox on Linux", address: "203.0.113.9", ...ofBoth, current: true },
      { id: otherId, device: "node", address: "127.0.0.1", ...ofBoth, current: false },
    ]);
  });

  it("starts with the session that was used last", async () => {
    const second = await logInOffline(server, user);
    expect(await listed(user.accessToken)).toEqual([second.sid, user.sid]);
    for (const { sid } of [user, second]) await passSessionTime(server, sid, 3600);
    requireTokens(await renew(server, user.refreshToken));
    expect(await listed(user.accessToken)).toEqual([user.sid, second.sid]);
  });

  it("omits sessions that have expired or ended, and those of other users", async () => {
    const [expired, ended] = [await logInOffline(server, user), await logInOffline(server, user)];
    await signUpOffline(server);
    await passSessionTime(server, expired.sid, 31 * 24 * 3600);
    expect((await end(user.accessToken, await sessionIdOf(server, ended.sid))).status).toBe(204);
    expect(await listed(user.accessToken)).toEqual([user.sid]);
  });

  it("is not available without a valid token", async () => {
    expectProblem(await call(server, "GET", SESSIONS_PATH), "not-authenticated");
    expectProblem(await call(server, "GET", SESSIONS_PATH, { token: "canary" }), "invalid-token");
  });

  it("shows only the name of a device, whatever its User-Agent is", async () => {
    const { token } = { token: user.accessToken };
    const names = ["", "x".repeat(5_000), "<script>alert(1)</script>", "caf\u00e9/1.0", "curl/8.14.1"];
    for (const name of names) await logInOffline(server, user, { "User-Agent": name });
    const devices = (await list(token)).map(({ device }) => device);
    expect(devices).toHaveLength(names.length + 1);
    expect(devices).toContain("curl");
    for (const device of devices) expect(device).toMatch(/^[\w. -]{1,60}$/);
  });
});

describe("ending one session", () => {
  it("returns 204 and invalidates its tokens at once", async () => {
    const other = await logInOffline(server, user);
    const id = await sessionIdOf(server, other.sid);
    const answer = await end(user.accessToken, id);
    expect(answer).toMatchObject({ status: 204, text: "", headers: { "cache-control": "no-store" } });
    expect(await statusOf(server, other.accessToken)).toBe(401);
    expectProblem(await renew(server, other.refreshToken), "invalid-grant");
    expect(await statusOf(server, user.accessToken)).toBe(200);
    expectProblem(await end(user.accessToken, id), "session-not-found", {
      detail: "Session not found",
    });
  });

  it("may end the current session", async () => {
    const id = await sessionIdOf(server, user.sid);
    expect((await end(user.accessToken, id)).status).toBe(204);
    expectProblem(await end(user.accessToken, id), "invalid-token");
  });

  it.each<[string, () => Promise<number> | number | string]>([
    ["of another user", async () => sessionIdOf(server, (await signUpOffline(server)).sid)],
    ["that never existed", () => 1_000_000],
    ["0", () => 0],
    ["with too large an id", () => "9".repeat(40)],
  ])("gets 404 for a session %s, and ends none", async (_what, toId) => {
    const id = await toId();
    const rows = (await readSessionRows(server, user.id)).length;
    expectProblem(await end(user.accessToken, id), "session-not-found");
    expect(await readSessionRows(server, user.id)).toHaveLength(rows);
  });

  it.each<[string, () => string | Promise<string>]>([
    ["the sid of a session", () => user.sid],
    ["an id with a fraction", async () => `${await sessionIdOf(server, user.sid)}.0`],
    ["a wildcard", () => "%25"],
    ["an SQL injection", () => encodeURIComponent("' OR 1=1 --")],
    ["NUL", () => "%00"],
    ["5,000 characters", () => "x".repeat(5_000)],
  ])("gets 422 for %s, and ends no session", async (_what, toId) => {
    const rows = (await readSessionRows(server, user.id)).length;
    expectProblem(await end(user.accessToken, await toId()), "validation-error", {
      errors: [{ parameter: "id", detail: "Use a whole number", code: "invalid-format" }],
    });
    expect(await readSessionRows(server, user.id)).toHaveLength(rows);
  });
});

describe("ending all other sessions", () => {
  it("returns 204 and keeps the current session and those of other users", async () => {
    const others = [await logInOffline(server, user), { accessToken: await logIn(server, user) }];
    const stranger = await signUpOffline(server);
    expect(await endAll(user.accessToken)).toMatchObject({ status: 204, text: "" });
    for (const { accessToken } of others) expect(await statusOf(server, accessToken)).toBe(401);
    expect((await readSessionRows(server, user.id)).map(({ sid }) => sid)).toEqual([user.sid]);
    for (const { accessToken, refreshToken } of [user, stranger]) {
      expect(await statusOf(server, accessToken)).toBe(200);
      requireTokens(await renew(server, refreshToken));
    }
  });

  it("returns 204 when there are none", async () => {
    expect((await endAll(user.accessToken)).status).toBe(204);
    expect((await endAll(user.accessToken)).status).toBe(204);
    expect(await readSessionRow(server, user.sid)).toBeDefined();
  });
});

it("the id of an ended session is never used again", async () => {
  const { sid } = await logInOffline(server, user);
  const id = await sessionIdOf(server, sid);
  expect((await end(user.accessToken, id)).status).toBe(204);
  const next = await logInOffline(server, user);
  expect(await sessionIdOf(server, next.sid)).toBeGreaterThan(id);
});

it("a token of a deleted account does not work for a later account, because ids are never reused", async () => {
  const { id, accessToken } = user;
  expect((await call(server, "DELETE", `/api/users/${id}`, { token: accessToken })).status).toBe(204);
  const next = await addUser(server);
  expect(next.id).toBeGreaterThan(id);
  expect(await statusOf(server, accessToken)).toBe(401);
});
