import { randomUUID } from "node:crypto";
import { beforeEach, expect, it } from "vitest";
import { runSql } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem } from "../../support/problems";
import {
  logInOffline,
  readSessionRows,
  renew,
  requireTokens,
  signUpOffline,
  statusOf,
  type Tokens,
} from "../../support/sessions";
import { register, type TestUser } from "../../support/users";

const server = provideInkwell();
let user: TestUser & Tokens;

beforeEach(async () => {
  runSql(server, "DELETE FROM sessions");
  user = await signUpOffline(server);
});

/** Adds sessions of someone that expired, one a minute: the first one an hour and a day ago. */
function addExpired(userId: number, count: number): string[] {
  const start = Date.now() - 25 * 3_600_000;
  return Array.from({ length: count }, (_, index) => {
    const sid = randomUUID();
    const [begun, end] = [start - 1_800_000, start].map((time) =>
      new Date(time + index * 60_000).toISOString().replace("Z", "+00:00"),
    );
    runSql(
      server,
      `INSERT INTO sessions (sid, user_id, device, address, created_at, last_used_at, expires_at)
       VALUES (?, ?, 'x', 'x', ?, ?, ?)`,
      sid,
      userId,
      begun,
      begun,
      end,
    );
    return sid;
  });
}

const expiredLeft = (sids: string[]) =>
  readSessionRows(server).filter(({ sid }) => sids.includes(sid)).length;

it("what expired goes with the log-ins and renewals of anyone, in small batches", async () => {
  const stranger = await register(server);
  const ids = addExpired(stranger.id, 65);
  await logInOffline(server, user);
  expect(expiredLeft(ids)).toBe(45);
  const next = requireTokens(await renew(server, user.refreshToken));
  expect(expiredLeft(ids)).toBe(25);
  // What expired first goes first.
  expect(readSessionRows(server).map(({ sid }) => sid)).toContain(ids.at(-1));
  requireTokens(await renew(server, next.refreshToken));
  await logInOffline(server, user);
  expect(expiredLeft(ids)).toBe(0);
});

it("what lives stays", async () => {
  const others = [await logInOffline(server, user), await signUpOffline(server)];
  const ids = addExpired(user.id, 5);
  await logInOffline(server, user);
  expect(expiredLeft(ids)).toBe(0);
  for (const { accessToken, refreshToken } of [user, ...others]) {
    expect(await statusOf(server, accessToken)).toBe(200);
    requireTokens(await renew(server, refreshToken));
  }
});

it("who is refused sweeps nothing", async () => {
  const ids = addExpired(user.id, 5);
  expectProblem(await renew(server, "x".repeat(64)), "invalid-grant");
  expect(await statusOf(server, user.accessToken)).toBe(200);
  expect(expiredLeft(ids)).toBe(5);
});
