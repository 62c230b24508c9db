import { describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { CLOCK_TOLERANCE_MS, readSessionRow } from "../../support/database";
import { sidOf } from "../../support/mint-token";
import { provideInkwell, provideOwnInkwell, type Inkwell } from "../../support/inkwell";
import { expectProblem } from "../../support/problems";
import { logInOffline, passSessionTime, renew, requireTokens, statusOf } from "../../support/sessions";
import { logIn, addUser } from "../../support/users";

const DAY_SECONDS = 24 * 3600;
const MINUTE_SECONDS = 60;

const server = provideInkwell();

const logInNewUser = async (inkwell: Inkwell) => logInOffline(inkwell, await addUser(inkwell));

/** Returns how long a session lasts from now and from its start, in seconds. */
async function lifetimeOf(sid: string) {
  const row = await readSessionRow(server, sid);
  const [begun, end] = [row?.created_at, row?.expires_at].map((time) => Date.parse(String(time)));
  return { fromNow: (Number(end) - Date.now()) / 1000, inAll: (Number(end) - Number(begun)) / 1000 };
}

describe("a session with a refresh token", () => {
  it("lasts 30 days from its last use", async () => {
    const { sid, accessToken, refreshToken } = await logInNewUser(server);
    expect((await lifetimeOf(sid)).inAll).toBe(30 * DAY_SECONDS);
    await passSessionTime(server, sid, 30 * DAY_SECONDS - MINUTE_SECONDS);
    const next = requireTokens(await renew(server, refreshToken));
    // A minute of tolerance for slow machines.
    expect((await lifetimeOf(sid)).fromNow).toBeGreaterThan(30 * DAY_SECONDS - MINUTE_SECONDS);
    expect((await lifetimeOf(sid)).fromNow).toBeLessThanOrEqual(30 * DAY_SECONDS + CLOCK_TOLERANCE_MS / 1000);

    await passSessionTime(server, sid, 30 * DAY_SECONDS);
    expectProblem(await renew(server, next.refreshToken), "invalid-grant");
    // A valid signature and expiry of the access token are not enough.
    for (const token of [accessToken, next.accessToken]) expect(await statusOf(server, token)).toBe(401);
  });

  it("lasts 180 days at most, however often it is used", async () => {
    let { sid, accessToken, refreshToken } = await logInNewUser(server);
    for (let day = 0; day < 175; day += 25) {
      await passSessionTime(server, sid, 25 * DAY_SECONDS);
      ({ sid, accessToken, refreshToken } = requireTokens(await renew(server, refreshToken)));
    }
    expect((await lifetimeOf(sid)).inAll).toBe(180 * DAY_SECONDS);
    expect(await statusOf(server, accessToken)).toBe(200);

    await passSessionTime(server, sid, 5 * DAY_SECONDS - MINUTE_SECONDS);
    const last = requireTokens(await renew(server, refreshToken));
    await passSessionTime(server, sid, MINUTE_SECONDS);
    expectProblem(await renew(server, last.refreshToken), "invalid-grant");
    expect(await statusOf(server, last.accessToken)).toBe(401);
  });
});

describe("a session without a refresh token", () => {
  it("lasts as long as its access token, and use does not extend it", async () => {
    const token = await logIn(server, await addUser(server));
    const sid = sidOf(token);
    expect((await lifetimeOf(sid)).inAll).toBe(1800);
    await passSessionTime(server, sid, 1740);
    expect(await statusOf(server, token)).toBe(200);
    expect((await lifetimeOf(sid)).inAll).toBe(1800);
    await passSessionTime(server, sid, 60);
    expect(await statusOf(server, token)).toBe(401);
  });
});

describe("the last use of a session", () => {
  it("is saved at most once a minute", async () => {
    const { sid, accessToken } = await logInNewUser(server);
    const lastUse = async () => String((await readSessionRow(server, sid))?.last_used_at);
    const atLogin = await lastUse();
    await call(server, "GET", "/api/users/me", { token: accessToken });
    await passSessionTime(server, sid, 30);
    const moved = await lastUse();
    expect(moved < atLogin).toBe(true);
    await call(server, "GET", "/api/users/me", { token: accessToken });
    await call(server, "GET", "/api/users/me", { token: accessToken });
    expect(await lastUse()).toBe(moved);

    await passSessionTime(server, sid, 61);
    const before = new Date(Date.now() - CLOCK_TOLERANCE_MS).toISOString();
    await call(server, "GET", "/api/users/me", { token: accessToken });
    // The server does not await the update.
    await expect
      .poll(async () => (await lastUse()) >= before.replace("Z", "+00:00"), { timeout: 20_000 })
      .toBe(true);
  });
});

describe("session lifetimes", () => {
  const short = provideOwnInkwell({
    env: { REFRESH_TOKEN_EXPIRE_DAYS: "7", SESSION_EXPIRE_DAYS: "10", ACCESS_TOKEN_EXPIRE_MINUTES: "30" },
  });

  it("follow REFRESH_TOKEN_EXPIRE_DAYS and SESSION_EXPIRE_DAYS", async () => {
    const { sid, refreshToken } = await logInNewUser(short);
    const inAll = async () => {
      const row = await readSessionRow(short, sid);
      return (Date.parse(String(row?.expires_at)) - Date.parse(String(row?.created_at))) / 1000 / DAY_SECONDS;
    };
    expect(await inAll()).toBe(7);
    await passSessionTime(short, sid, 6 * DAY_SECONDS);
    const next = requireTokens(await renew(short, refreshToken));
    expect(await inAll()).toBe(10);
    await passSessionTime(short, sid, 4 * DAY_SECONDS);
    expectProblem(await renew(short, next.refreshToken), "invalid-grant");
  });
});
