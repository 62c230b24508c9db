import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { call, type Answer } from "../../support/call";
import { readSessionRow, readSessionRows } from "../../support/database";
import { provideInkwell, SECRET_KEY } from "../../support/inkwell";
import { mintToken, readToken, respell, sidOf } from "../../support/mint-token";
import { expectProblem, fieldErrorOf } from "../../support/problems";
import { API_HEADERS } from "../../support/security-headers";
import {
  logInOffline,
  renew,
  requireTokens,
  revoke,
  REVOCATION_PATH,
  signUpOffline,
  statusOf,
} from "../../support/sessions";
import { logIn, signUp } from "../../support/users";

const server = provideInkwell();

/** Expects the whole response to a logout. */
function expectRevoked(answer: Answer): void {
  expect(answer).toEqual({
    status: 200,
    requestId: expect.stringMatching(/^[\w-]+$/),
    headers: API_HEADERS,
    text: "",
    body: undefined,
  });
}

describe("a logout", () => {
  it.each(["accessToken", "refreshToken"] as const)("ends the session at once by its %s", async (kind) => {
    const user = await signUpOffline(server);
    expectRevoked(await revoke(server, user[kind]));
    expectProblem(await call(server, "GET", "/api/users/me", { token: user.accessToken }), "invalid-token");
    expectProblem(await renew(server, user.refreshToken), "invalid-grant");
    expect(await readSessionRow(server, user.sid)).toBeUndefined();
  });

  it.each<[string, (token: string) => string]>([
    ["as it was", (token) => token],
    ["in another spelling of the same bytes", respell],
    ["with padding", (token) => `${token}=`],
  ])("ends a session in use: its access token %s is rejected", async (_how, change) => {
    const { token } = await signUp(server);
    expect(await statusOf(server, token)).toBe(200);
    expect(await statusOf(server, change(token))).toBe(200);
    expectRevoked(await revoke(server, token));
    expectProblem(await call(server, "GET", "/api/users/me", { token: change(token) }), "invalid-token");
  });

  it("ends a session that has no refresh token", async () => {
    const { token } = await signUp(server);
    expectRevoked(await revoke(server, token));
    expectProblem(await call(server, "GET", "/api/users/me", { token }), "invalid-token");
  });

  it("ends the session by an earlier refresh token, too", async () => {
    const user = await signUpOffline(server);
    const next = requireTokens(await renew(server, user.refreshToken));
    const last = requireTokens(await renew(server, next.refreshToken));
    expectRevoked(await revoke(server, user.refreshToken));
    for (const { accessToken } of [user, next, last]) expect(await statusOf(server, accessToken)).toBe(401);
    expectProblem(await renew(server, last.refreshToken), "invalid-grant");
  });

  it("ends no other session of the same user or of another", async () => {
    const user = await signUpOffline(server);
    const others = [await logInOffline(server, user), await signUpOffline(server)];
    expectRevoked(await revoke(server, user.accessToken));
    for (const { accessToken, refreshToken } of others) {
      expect(await statusOf(server, accessToken)).toBe(200);
      requireTokens(await renew(server, refreshToken));
    }
  });

  it("ignores the other parameters of the form", async () => {
    const { refreshToken, accessToken } = await signUpOffline(server);
    const others = { token_type_hint: "access_token", client_id: "phone", client_secret: "canary" };
    expectRevoked(await call(server, "POST", REVOCATION_PATH, { form: { token: refreshToken, ...others } }));
    expect(await statusOf(server, accessToken)).toBe(401);
  });
});

describe("a logout with a token of no valid session", () => {
  it.each<[string, (token: string) => string]>([
    ["garbage", () => "garbage"],
    ["a random refresh token", () => "x".repeat(64)],
    ["100,000 characters", () => "x".repeat(100_000)],
    ["an access token of alg none", (token) => `${token.split(".").slice(0, 2).join(".")}.`],
    [
      "an access token of a foreign key",
      (token) => resign(token, {}, "a foreign key of at least 32 characters"),
    ],
    ["an expired access token", (token) => resign(token, { iat: 1_600_000_000, exp: 1_600_000_001 })],
    ["an access token of another typ", (token) => resign(token, {}, SECRET_KEY, { typ: "JWT" })],
    ["an access token of a session that never existed", (token) => resign(token, { sid: randomUUID() })],
    ["the id of a session", (token) => sidOf(token)],
  ])("returns 200 and changes nothing: %s", async (_what, toToken) => {
    const { id, token } = await signUp(server);
    const rows = await readSessionRows(server, id);
    expectRevoked(await revoke(server, toToken(token)));
    expect(await readSessionRows(server, id)).toEqual(rows);
    expect(await statusOf(server, token)).toBe(200);
  });

  it("returns 200 for a token whose session has ended", async () => {
    const { accessToken, refreshToken } = await signUpOffline(server);
    for (const token of [accessToken, accessToken, refreshToken, refreshToken])
      expectRevoked(await revoke(server, token));
  });
});

it("sixteen concurrent logouts of one session all get 200", async () => {
  const { accessToken } = await signUpOffline(server);
  const answers = await Promise.all(Array.from({ length: 16 }, () => revoke(server, accessToken)));
  for (const answer of answers) expectRevoked(answer);
});

it("a concurrent logout and renewal leave no session", async () => {
  for (let round = 0; round < 10; round += 1) {
    const { refreshToken, sid } = await signUpOffline(server);
    const [renewal, end] = await Promise.all([renew(server, refreshToken), revoke(server, refreshToken)]);
    expectRevoked(end);
    expect([200, 400], renewal.text).toContain(renewal.status);
    expect(await readSessionRow(server, sid)).toBeUndefined();
  }
});

describe("a malformed logout", () => {
  it("is rejected with 400 without a token", async () => {
    for (const form of [{}, { token: "" }, { token_type_hint: "refresh_token" }])
      expectProblem(await call(server, "POST", REVOCATION_PATH, { form }), "invalid-request", {
        errors: [fieldErrorOf("token", "required")],
      });
  });

  it("is rejected with 400 with two tokens, and ends neither session", async () => {
    const { token } = await signUp(server);
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    const body = `token=${token}&token=${token}`;
    expectProblem(await call(server, "POST", REVOCATION_PATH, { body, headers }), "invalid-request");
    expect(await statusOf(server, token)).toBe(200);
  });

  it("is rejected with 415 in JSON", async () => {
    const { token } = await signUp(server);
    expectProblem(await call(server, "POST", REVOCATION_PATH, { json: { token } }), "unsupported-media-type");
  });
});

it("deleting an account ends all its sessions", async () => {
  const user = await signUpOffline(server);
  const others = [await logInOffline(server, user), { accessToken: await logIn(server, user) }];
  const { status } = await call(server, "DELETE", `/api/users/${user.id}`, { token: user.accessToken });
  expect(status).toBe(204);
  for (const { accessToken } of [user, ...others]) expect(await statusOf(server, accessToken)).toBe(401);
  expectProblem(await renew(server, user.refreshToken), "invalid-grant");
  expect(await readSessionRows(server, user.id)).toEqual([]);
});

/** Signs an access token again with changed claims, with the server's key unless another is given. */
function resign(token: string, changed: object, key = SECRET_KEY, changedHeader: object = {}): string {
  const { header, claims } = readToken(token);
  return mintToken({ ...header, ...changedHeader }, { ...claims, ...changed }, key);
}
