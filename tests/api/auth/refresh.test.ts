import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { CLOCK_TOLERANCE_MS, readSessionRow, readSessionRows } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { readToken } from "../../support/mint-token";
import { expectSuccess } from "../../support/problems";
import {
  logInOffline,
  passSessionTime,
  renew,
  requireTokens,
  signUpOffline,
  statusOf,
  TOKEN_PATH,
} from "../../support/sessions";
import { addUser, type TestUser } from "../../support/users";

const server = provideInkwell();
let user: TestUser;

beforeAll(async () => {
  user = await addUser(server);
});

describe("a login", () => {
  const logIn = (scope: string) =>
    call(server, "POST", TOKEN_PATH, { form: { username: user.email, password: user.password, scope } });

  it.each(["offline_access", "offline_access profile", "openid offline_access"])(
    "returns a refresh token for the scope %j",
    async (scope) => {
      requireTokens(await logIn(scope));
    },
  );

  it.each(["", "profile", "offline", "OFFLINE_ACCESS", "offline_access_too", "offline_access,profile"])(
    "returns no refresh token for the scope %j",
    async (scope) => {
      const body = { access_token: expect.any(String), token_type: "bearer", expires_in: 1800 };
      expectSuccess(await logIn(scope), 200, body, { pragma: "no-cache" });
      expect((await readSessionRows(server, user.id)).at(-1)).toMatchObject({
        family_hash: null,
        token_hash: null,
        previous_token_hash: null,
        rotated_at: null,
      });
    },
  );
});

it("two logins get unrelated refresh tokens", async () => {
  const [first, second] = [await logInOffline(server, user), await logInOffline(server, user)];
  expect(first.sid).not.toBe(second.sid);
  // All tokens of a session share the first 21 characters.
  expect(first.refreshToken.slice(0, 21)).not.toBe(second.refreshToken.slice(0, 21));
  expect(first.refreshToken.slice(22)).not.toBe(second.refreshToken.slice(22));
});

describe("a renewal", () => {
  it("returns a new pair for the same session, repeatedly", async () => {
    const seen = [await logInOffline(server, user)];
    for (let time = 0; time < 5; time += 1)
      seen.push(requireTokens(await renew(server, String(seen.at(-1)?.refreshToken))));
    expect(new Set(seen.map(({ refreshToken }) => refreshToken)).size).toBe(6);
    expect(new Set(seen.map(({ accessToken }) => accessToken)).size).toBe(6);
    expect(new Set(seen.map(({ sid }) => sid)).size).toBe(1);
    for (const { accessToken } of seen) expect(await statusOf(server, accessToken)).toBe(200);
  });

  it("keeps auth_time, the time of the login", async () => {
    const { sid, accessToken, refreshToken } = await logInOffline(server, user);
    const { claims } = readToken(accessToken);
    expect(Number(claims["auth_time"])).toBe(Number(claims["iat"]));
    await passSessionTime(server, sid, 3600);
    const renewed = readToken(requireTokens(await renew(server, refreshToken)).accessToken).claims;
    expect(renewed).toEqual({
      ...claims,
      jti: expect.any(String),
      iat: expect.any(Number),
      exp: Number(renewed["iat"]) + 1800,
      auth_time: Number(claims["auth_time"]) - 3600,
    });
    expect(renewed["jti"]).not.toBe(claims["jti"]);
    expect(Number(renewed["iat"])).toBeGreaterThanOrEqual(Number(claims["iat"]) - CLOCK_TOLERANCE_MS / 1000);
  });

  it("counts as use of the session", async () => {
    const { sid, refreshToken } = await logInOffline(server, user);
    await passSessionTime(server, sid, 3600);
    const before = Date.now();
    await renew(server, refreshToken);
    const row = await readSessionRow(server, sid);
    expect(Date.parse(String(row?.last_used_at))).toBeGreaterThanOrEqual(before - CLOCK_TOLERANCE_MS);
    expect(row?.rotated_at).toBe(row?.last_used_at);
  });

  it("ignores the parameters of the password grant", async () => {
    const { refreshToken } = await logInOffline(server, user);
    const form = { grant_type: "refresh_token", refresh_token: refreshToken };
    const others = {
      username: "nobody",
      password: "wrong canary",
      scope: "",
      client_id: "phone",
      client_secret: "x",
    };
    requireTokens(await call(server, "POST", TOKEN_PATH, { form: { ...form, ...others } }));
  });

  it("accepts a multipart form", async () => {
    const { refreshToken } = await logInOffline(server, user);
    const body = new FormData();
    body.set("grant_type", "refresh_token");
    body.set("refresh_token", refreshToken);
    requireTokens(await call(server, "POST", TOKEN_PATH, { body }));
  });

  it("renews the session of the refresh token, whichever access token comes with it", async () => {
    const [ada, ben] = [await signUpOffline(server), await signUpOffline(server)];
    const form = { grant_type: "refresh_token", refresh_token: ada.refreshToken };
    const answer = await call(server, "POST", TOKEN_PATH, { form, token: ben.accessToken });
    expect(requireTokens(answer).sid).toBe(ada.sid);
    expect(readToken(requireTokens(answer).accessToken).claims["sub"]).toBe(String(ada.id));
  });
});
