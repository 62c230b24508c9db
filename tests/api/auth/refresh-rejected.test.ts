import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { call, type Answer } from "../../support/call";
import { execute, readSessionRow } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem, faultOf } from "../../support/problems";
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

// A refresh token that was used before is an error of the security log.
const server = provideInkwell();

type SignedUp = TestUser & Tokens;
let account: TestUser;

beforeAll(async () => {
  account = await addUser(server);
});

const row = (user: SignedUp) => readSessionRow(server, user.sid);

describe("400 invalid-grant, the same for all of these causes, and the session goes on", () => {
  it.each<[string, (user: SignedUp) => string | Promise<string>]>([
    ["a random one", () => randomBytes(48).toString("base64url")],
    ["garbage", () => "garbage"],
    ["one that lacks its last character", ({ refreshToken }) => refreshToken.slice(0, -1)],
    ["one that lacks its first character", ({ refreshToken }) => refreshToken.slice(1)],
    ["one that lacks its second half", ({ refreshToken }) => refreshToken.slice(0, 32)],
    ["one that is doubled", ({ refreshToken }) => refreshToken + refreshToken],
    ["one with padding", ({ refreshToken }) => `${refreshToken}=`],
    ["one with white space around it", ({ refreshToken }) => ` ${refreshToken} `],
    ["one with a line break behind it", ({ refreshToken }) => `${refreshToken}\n`],
    ["one in another case", ({ refreshToken }) => swapCase(refreshToken)],
    [
      "one in hexadecimal digits",
      ({ refreshToken }) => Buffer.from(refreshToken, "base64url").toString("hex"),
    ],
    ["one with NUL", ({ refreshToken }) => `${refreshToken.slice(0, 63)}\u0000`],
    ["200,000 characters", ({ refreshToken }) => refreshToken.repeat(3_125)],
    ["what would be SQL", () => "' OR 1=1 --"],
    ["a pattern", () => "%".repeat(64)],
    ["the hash that is stored of it", async (user) => String((await row(user))?.token_hash)],
    ["the hash of its family", async (user) => String((await row(user))?.family_hash)],
    [
      "both hashes",
      async (user) => {
        const stored = await row(user);
        return String(stored?.family_hash).slice(0, 21) + String(stored?.token_hash);
      },
    ],
    ["the id of the session", ({ sid }) => sid],
    ["an access token", ({ accessToken }) => accessToken],
  ])("%s", async (_what, toToken) => {
    const user = { ...account, ...(await logInOffline(server, account)) };
    const answer = await renew(server, await toToken(user));
    expectRefused(answer);
    expect(await statusOf(server, user.accessToken)).toBe(200);
    requireTokens(await renew(server, user.refreshToken));
  });
});

describe("400 invalid-grant of a session that is over", () => {
  it.each<[string, (user: SignedUp) => Promise<unknown>]>([
    ["ended by its access token", ({ accessToken }) => revoke(server, accessToken)],
    ["ended by its refresh token", ({ refreshToken }) => revoke(server, refreshToken)],
    [
      "gone with its account",
      ({ id, accessToken }) => call(server, "DELETE", `/api/users/${id}`, { token: accessToken }),
    ],
    ["expired", async ({ sid }) => passSessionTime(server, sid, 31 * 24 * 3600)],
    [
      "taken out of the database",
      async ({ sid }) => execute(server, "DELETE FROM sessions WHERE sid = ?", sid),
    ],
  ])("%s", async (_what, end) => {
    const user = await signUpOffline(server);
    await end(user);
    for (let time = 0; time < 2; time += 1) expectRefused(await renew(server, user.refreshToken));
  });
});

it("what begins as a session's tokens do and goes on as another's ends the one and not the other", async () => {
  const [ada, ben] = [await signUpOffline(server), await signUpOffline(server)];
  // 16 bytes of family are 21 characters and a third.
  const mixed = Buffer.concat([
    Buffer.from(ada.refreshToken, "base64url").subarray(0, 16),
    Buffer.from(ben.refreshToken, "base64url").subarray(16),
  ]).toString("base64url");
  expectRefused(await renew(server, mixed));
  expectRefused(await renew(server, ada.refreshToken));
  expect(await statusOf(server, ada.accessToken)).toBe(401);
  requireTokens(await renew(server, ben.refreshToken));
});

describe("400 of a form that is none", () => {
  it("without a refresh token", async () => {
    const answer = await call(server, "POST", TOKEN_PATH, { form: { grant_type: "refresh_token" } });
    expectProblem(answer, "invalid-request", { errors: [faultOf("refresh_token", "required")] });
  });

  it("with two", async () => {
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

  it("in the query alone", async () => {
    const { refreshToken } = await signUpOffline(server);
    const path = `${TOKEN_PATH}?grant_type=refresh_token&refresh_token=${refreshToken}`;
    expectProblem(await call(server, "POST", path), "invalid-request", {
      errors: [faultOf("username", "required"), faultOf("password", "required")],
    });
  });
});

it("a refresh token is no access token", async () => {
  const user = await signUpOffline(server);
  expectProblem(await call(server, "GET", "/api/users/me", { token: user.refreshToken }), "invalid-token");
  await logInOffline(server, user);
});

function expectRefused(answer: Answer): void {
  expectProblem(answer, "invalid-grant", { detail: "The refresh token is invalid, expired or revoked." });
}

function swapCase(text: string): string {
  return text.replace(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}
