import { randomUUID } from "node:crypto";
import { beforeEach, expect, it } from "vitest";
import { execute, insertSession, readSessionRows } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import { expectProblem } from "../../support/problems";
import {
  logInOffline,
  renew,
  requireTokens,
  signUpOffline,
  statusOf,
  type Tokens,
} from "../../support/sessions";
import { addUser, type TestUser } from "../../support/users";

const server = provideOwnInkwell();
let user: TestUser & Tokens;

beforeEach(async () => {
  await execute(server, "DELETE FROM sessions");
  user = await signUpOffline(server);
});

/** Adds expired sessions of a user, one a minute; the first expired 25 hours ago. */
async function addExpired(userId: number, count: number): Promise<string[]> {
  const start = Date.now() - 25 * 3_600_000;
  const sids = Array.from({ length: count }, () => randomUUID());
  for (const [index, sid] of sids.entries()) {
    const expires_at = new Date(start + index * 60_000);
    const created_at = new Date(expires_at.getTime() - 1_800_000);
    await insertSession(server, { sid, user_id: userId, created_at, expires_at });
  }
  return sids;
}

const expiredLeft = async (sids: string[]) =>
  (await readSessionRows(server)).filter(({ sid }) => sids.includes(sid)).length;

it("logins and renewals delete the expired sessions of all users in small batches", async () => {
  const stranger = await addUser(server);
  const ids = await addExpired(stranger.id, 65);
  await logInOffline(server, user);
  expect(await expiredLeft(ids)).toBe(45);
  const next = requireTokens(await renew(server, user.refreshToken));
  expect(await expiredLeft(ids)).toBe(25);
  // The oldest sessions are deleted first.
  expect((await readSessionRows(server)).map(({ sid }) => sid)).toContain(ids.at(-1));
  requireTokens(await renew(server, next.refreshToken));
  await logInOffline(server, user);
  expect(await expiredLeft(ids)).toBe(0);
});

it("deleting expired sessions keeps the valid ones", async () => {
  const others = [await logInOffline(server, user), await signUpOffline(server)];
  const ids = await addExpired(user.id, 5);
  await logInOffline(server, user);
  expect(await expiredLeft(ids)).toBe(0);
  for (const { accessToken, refreshToken } of [user, ...others]) {
    expect(await statusOf(server, accessToken)).toBe(200);
    requireTokens(await renew(server, refreshToken));
  }
});

it("a rejected renewal deletes no expired sessions", async () => {
  const ids = await addExpired(user.id, 5);
  expectProblem(await renew(server, "x".repeat(64)), "invalid-grant");
  expect(await statusOf(server, user.accessToken)).toBe(200);
  expect(await expiredLeft(ids)).toBe(5);
});
