import { describe, expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { inRequest, logOf } from "../../support/log";
import { expectProblem } from "../../support/problems";
import {
  logInOffline,
  passSessionTime,
  renew,
  requireTokens,
  sessionIdOf,
  signUpOffline,
  statusOf,
  TOKEN_PATH,
} from "../../support/sessions";
import { readSessionRow, readSessionRows } from "../../support/database";

// Reuse is an error in the security log.
const server = provideInkwell();

describe("a refresh token that is used again within ten seconds (lost response, two tabs)", () => {
  it("returns the same successor, which stays valid", async () => {
    const user = await signUpOffline(server);
    const first = requireTokens(await renew(server, user.refreshToken));
    const row = await readSessionRow(server, user.sid);
    await passSessionTime(server, user.sid, 5);
    const moved = await readSessionRow(server, user.sid);
    const second = requireTokens(await renew(server, user.refreshToken));
    expect(second.refreshToken).toBe(first.refreshToken);
    expect(second.sid).toBe(first.sid);
    expect(second.accessToken).not.toBe(first.accessToken);
    // A repeated renewal does not extend the session.
    expect(await readSessionRow(server, user.sid)).toEqual(moved);
    expect(row?.token_hash).toBe(moved?.token_hash);
    for (const { accessToken } of [user, first, second])
      expect(await statusOf(server, accessToken)).toBe(200);
    requireTokens(await renew(server, second.refreshToken));
  });

  it("returns the same successor to sixteen renewals at once", async () => {
    const user = await signUpOffline(server);
    const answers = await Promise.all(Array.from({ length: 16 }, () => renew(server, user.refreshToken)));
    const tokens = answers.map(requireTokens);
    expect(new Set(tokens.map(({ refreshToken }) => refreshToken)).size).toBe(1);
    expect(new Set(tokens.map(({ sid }) => sid))).toEqual(new Set([user.sid]));
    expect(new Set(tokens.map(({ accessToken }) => accessToken)).size).toBe(16);
    expect(await readSessionRows(server, user.id)).toHaveLength(1);
    requireTokens(await renew(server, String(tokens[7]?.refreshToken)));
  });

  it("returns one successor per generation to sixteen renewals at once", async () => {
    const user = await signUpOffline(server);
    let { refreshToken } = user;
    for (let generation = 0; generation < 3; generation += 1) {
      const used = refreshToken;
      const answers = await Promise.all(Array.from({ length: 16 }, () => renew(server, used)));
      const successors = new Set(answers.map((answer) => requireTokens(answer).refreshToken));
      expect(successors.size).toBe(1);
      [refreshToken = ""] = successors;
      expect(refreshToken).not.toBe(used);
    }
  });
});

describe("a refresh token that is used again later", () => {
  it("ends its session after ten seconds, and no other session", async () => {
    const user = await signUpOffline(server);
    const other = await logInOffline(server, user);
    const stranger = await signUpOffline(server);
    const next = requireTokens(await renew(server, user.refreshToken));
    await passSessionTime(server, user.sid, 11);

    expectProblem(await renew(server, user.refreshToken), "invalid-grant");
    expectProblem(await renew(server, next.refreshToken), "invalid-grant");
    for (const { accessToken } of [user, next]) expect(await statusOf(server, accessToken)).toBe(401);
    expect(await readSessionRow(server, user.sid)).toBeUndefined();

    // Others are untouched: of the same user, and of another.
    for (const { accessToken, refreshToken } of [other, stranger]) {
      expect(await statusOf(server, accessToken)).toBe(200);
      requireTokens(await renew(server, refreshToken));
    }
  });

  it("ends its session at once when its successor was used already", async () => {
    const user = await signUpOffline(server);
    const next = requireTokens(await renew(server, user.refreshToken));
    const last = requireTokens(await renew(server, next.refreshToken));
    expectProblem(await renew(server, user.refreshToken), "invalid-grant");
    expectProblem(await renew(server, last.refreshToken), "invalid-grant");
    expect(await statusOf(server, last.accessToken)).toBe(401);
  });

  it("ends the session when a thief uses it after the owner", async () => {
    const owner = await signUpOffline(server);
    const stolen = owner.refreshToken;
    const mine = requireTokens(await renew(server, stolen));
    await passSessionTime(server, owner.sid, 3600);
    const later = requireTokens(await renew(server, mine.refreshToken));
    expectProblem(await renew(server, stolen), "invalid-grant");
    expectProblem(await renew(server, later.refreshToken), "invalid-grant");
    expect(await statusOf(server, later.accessToken)).toBe(401);
  });

  it("ends the session when the owner uses it after a thief", async () => {
    const owner = await signUpOffline(server);
    const thief = requireTokens(await renew(server, owner.refreshToken));
    await passSessionTime(server, owner.sid, 60);
    expectProblem(await renew(server, owner.refreshToken), "invalid-grant");
    expectProblem(await renew(server, thief.refreshToken), "invalid-grant");
    expect(await statusOf(server, thief.accessToken)).toBe(401);
  });

  it("is rejected in all of sixteen renewals at once, and logged once", async () => {
    const user = await signUpOffline(server);
    await renew(server, user.refreshToken);
    await passSessionTime(server, user.sid, 11);
    const answers = await Promise.all(Array.from({ length: 16 }, () => renew(server, user.refreshToken)));
    for (const answer of answers) expectProblem(answer, "invalid-grant");
    expect(answers.flatMap((answer) => logOf(server, answer))).toHaveLength(1);
  });

  it("is logged once with user and session, and without the token", async () => {
    const user = await signUpOffline(server);
    const session_id = await sessionIdOf(server, user.sid);
    const next = requireTokens(await renew(server, user.refreshToken));
    await passSessionTime(server, user.sid, 11);
    const answer = await renew(server, user.refreshToken);
    expect(logOf(server, answer)).toEqual([
      {
        ...inRequest(answer, "POST", TOKEN_PATH),
        level: "error",
        event: "authn_token_reuse",
        user_id: user.id,
        session_id,
      },
    ]);
    const again = await renew(server, user.refreshToken);
    expectProblem(again, "invalid-grant");
    expect(logOf(server, again)).toEqual([]);
    for (const secret of [user.refreshToken, next.refreshToken])
      expect(server.output()).not.toContain(secret);
  });
});
