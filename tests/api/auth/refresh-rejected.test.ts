import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { call, type Answer } from "../../support/call";
import { execute, readSessionRow } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem, fieldErrorOf } from "../../support/problems";
import {
  logInOffline,
  passSessionTime,
  renew,
  requireTokens,
  revoke,
  signUpOffline,
  statusOf,
  TOKEN_PATH,
  type Tokens,
} from "../../support/sessions";
import { addUser, type TestUser } from "../../support/users";

// Reuse of a refresh token is an error in the security log.
const server = provideInkwell();

type SignedUp = TestUser & Tokens;
let account: TestUser;

beforeAll(async () => {
  account = await addUser(server);
});

const row = (user: SignedUp) => readSessionRow(server, user.sid);

describe("a renewal", () => {
  it.each<[string, (user: SignedUp) => string | Promise<string>]>([
    ["a random token", () => randomBytes(48).toString("base64url")],
    ["garbage", () => "garbage"],
    ["a token without its last character", ({ refreshToken }) => refreshToken.slice(0, -1)],
    ["a token without its first character", ({ refreshToken }) => refreshToken.slice(1)],
    ["a token without its second half", ({ refreshToken }) => refreshToken.slice(0, 32)],
    ["a doubled token", ({ refreshToken }) => refreshToken + refreshToken],
    ["a token with padding", ({ refreshToken }) => `${refreshToken}=`],
    ["a token with white space around it", ({ refreshToken }) => ` ${refreshToken} `],
    ["a token followed by a line break", ({ refreshToken }) => `${refreshToken}\n`],
    ["a token in another case", ({ refreshToken }) => swapCase(refreshToken)],
    [
      "a token in hexadecimal digits",
      ({ refreshToken }) => Buffer.from(refreshToken, "base64url").toString("hex"),
    ],
    ["a token with NUL", ({ refreshToken }) => `${refreshToken.slice(0, 63)}\u0000`],
    ["a token of 200,000 characters", ({ refreshToken }) => refreshToken.repeat(3_125)],
    ["an SQL injection", () => "' OR 1=1 --"],
    ["a wildcard pattern", () => "%".repeat(64)],
    ["the stored hash of the token", async (user) => String((await row(user))?.token_hash)],
    ["the stored hash of its family", async (user) => String((await row(user))?.family_hash)],
    [
      "both stored hashes",
      async (user) => {
        const stored = await row(user);
        return String(stored?.family_hash).slice(0, 21) + String(stored?.token_hash);
      },
    ],
    ["the id of the session", ({ sid }) => sid],
    ["an access token", ({ accessToken }) => accessToken],
  ])("rejects %s with invalid-grant, and keeps the session", async (_what, toToken) => {
    const user = { ...account, ...(await logInOffline(server, account)) };
    const answer = await renew(server, await toToken(user));
    expectRejected(answer);
    expect(await statusOf(server, user.accessToken)).toBe(200);
    requireTokens(await renew(server, user.refreshToken));
  });
});

describe("a renewal is rejected with invalid-grant when the session", () => {
  it.each<[string, (user: SignedUp) => Promise<unknown>]>([
    ["was ended by its access token", ({ accessToken }) => revoke(server, accessToken)],
    ["was ended by its refresh token", ({ refreshToken }) => revoke(server, refreshToken)],
    [
      "was deleted with its account",
      ({ id, accessToken }) => call(server, "DELETE", `/api/users/${id}`, { token: accessToken }),
    ],
    ["has expired", async ({ sid }) => passSessionTime(server, sid, 31 * 24 * 3600)],
    [
      "was deleted from the database",
      async ({ sid }) => execute(server, "DELETE FROM sessions WHERE sid = ?", sid),
    ],
  ])("%s", async (_what, end) => {
    const user = await signUpOffline(server);
    await end(user);
    for (let time = 0; time < 2; time += 1) expectRejected(await renew(server, user.refreshToken));
  });
});

it("a token that mixes two sessions ends only the session of its first half", async () => {
  const [ada, ben] = [await signUpOffline(server), await signUpOffline(server)];
  // The 16 bytes of the family take 21⅓ characters.
  const mixed = Buffer.concat([
    Buffer.from(ada.refreshToken, "base64url").subarray(0, 16),
    Buffer.from(ben.refreshToken, "base64url").subarray(16),
  ]).toString("base64url");
  expectRejected(await renew(server, mixed));
  expectRejected(await renew(server, ada.refreshToken));
  expect(await statusOf(server, ada.accessToken)).toBe(401);
  requireTokens(await renew(server, ben.refreshToken));
});

describe("a malformed renewal is rejected", () => {
  it("without a refresh token", async () => {
    const answer = await call(server, "POST", TOKEN_PATH, { form: { grant_type: "refresh_token" } });
    expectProblem(answer, "invalid-request", { errors: [fieldErrorOf("refresh_token", "required")] });
  });

  it("with two refresh tokens", async () => {
    const { refreshToken } = await signUpOffline(server);
    const one = `refresh_token=${refreshToken}`;
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    const body = `grant_type=refresh_token&${one}&${one}`;
    expectProblem(await call(server, "POST", TOKEN_PATH, { body, headers }), "invalid-request");
    requireTokens(await renew(server, refreshToken));
  });

  it("in JSON", async () => {
    const { refreshToken } = await signUpOffline(server);
    const json = { grant_type: "refresh_token", refresh_token: refreshToken };
    expectProblem(await call(server, "POST", TOKEN_PATH, { json }), "unsupported-media-type");
  });

  it("with the refresh token in the query", async () => {
    const { refreshToken } = await signUpOffline(server);
    const path = `${TOKEN_PATH}?grant_type=refresh_token&refresh_token=${refreshToken}`;
    expectProblem(await call(server, "POST", path), "invalid-request", {
      errors: [fieldErrorOf("username", "required"), fieldErrorOf("password", "required")],
    });
  });
});

it("rejects a refresh token that is sent as an access token", async () => {
  const user = await signUpOffline(server);
  expectProblem(await call(server, "GET", "/api/users/me", { token: user.refreshToken }), "invalid-token");
  await logInOffline(server, user);
});

function expectRejected(answer: Answer): void {
  expectProblem(answer, "invalid-grant", { detail: "The refresh token is invalid, expired or revoked." });
}

function swapCase(text: string): string {
  return text.replace(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}
