import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { call, type Answer } from "../../support/call";
import { SECRET_KEY, provideOwnInkwell } from "../../support/inkwell";
import { readToken } from "../../support/mint-token";
import { expectProblem, expectSuccess, textWithoutId } from "../../support/problems";
import { readProcessorTicks } from "../../support/processor-time";
import { logIn, PASSWORD, addUser, type TestUser } from "../../support/users";

const server = provideOwnInkwell();
let user: TestUser;

beforeAll(async () => {
  user = await addUser(server);
  await addUser(server, { email: "karl@example.com" });
  await addUser(server, { email: "mike@example.com" });
});

const send = (form: Record<string, string>) => call(server, "POST", "/api/users/token", { form });

it("answers 200 with a bearer token that no cache keeps", async () => {
  const answer = await send({ username: user.email, password: PASSWORD });
  expectSuccess(
    answer,
    200,
    {
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      token_type: "bearer",
      expires_in: 1800,
    },
    { pragma: "no-cache" },
  );
});

it("gives a JWT of the contract's claims that anyone can verify with the key", async () => {
  const secondsBefore = Math.floor(Date.now() / 1000);
  const token = await logIn(server, user);
  const { header, claims } = readToken(token);
  const [signed, signature] = [
    token.slice(0, token.lastIndexOf(".")),
    token.slice(token.lastIndexOf(".") + 1),
  ];
  expect(createHmac("sha256", SECRET_KEY).update(signed).digest("base64url")).toBe(signature);
  expect(header).toEqual({ alg: "HS256", typ: "at+jwt", kid: expect.stringMatching(/^[\w-]{11}$/) });
  expect(claims).toEqual({
    sub: String(user.id),
    sid: expect.stringMatching(/^[\da-f-]{36}$/),
    auth_time: claims["iat"],
    iat: expect.any(Number),
    exp: Number(claims["iat"]) + 1800,
    jti: expect.stringMatching(/./),
    iss: expect.stringMatching(/./),
    aud: expect.stringMatching(/./),
  });
  expect(claims["iat"]).toBeGreaterThanOrEqual(secondsBefore);
  expect(claims["iat"]).toBeLessThanOrEqual(Date.now() / 1000);
});

it("gives another token each time", async () => {
  expect(await logIn(server, user)).not.toBe(await logIn(server, user));
});

describe("takes the e-mail", () => {
  it.each([
    ["in upper case", (email: string) => email.toUpperCase()],
    ["in mixed case", (email: string) => email.replace("u", "U").replace("e", "E")],
    ["with white space around it", (email: string) => `  ${email} `],
  ])("%s", async (_how, type) => {
    await logIn(server, { email: type(user.email), password: PASSWORD });
  });
});

describe("an unknown e-mail and a wrong password get the same answer to the byte, request id aside", () => {
  let wrongPassword: Answer;

  beforeAll(async () => {
    wrongPassword = await send({ username: user.email, password: "wrong canary" });
  });

  it("which is 401, with what OAuth 2.0 clients understand", () => {
    expectProblem(wrongPassword, "invalid-credentials", { detail: "Incorrect email or password" });
    expect(wrongPassword.body).toMatchObject({
      error: "invalid_grant",
      error_description: "Incorrect email or password",
    });
  });

  it.each([
    ["an unknown e-mail", "nobody@example.com", PASSWORD],
    ["an e-mail that is none", "nobody", PASSWORD],
    ["the username in place of the e-mail", "User 1", PASSWORD],
    ["an e-mail that is karl@ in lower case", "\u212Aarl@example.com", PASSWORD],
    ["an e-mail that is MIKE@ in upper case", "m\u0131ke@example.com", PASSWORD],
    ["a full-width look-alike of the e-mail", "ｕser-1@example.com", PASSWORD],
    ["an e-mail with NUL", "user-1@example.com\u0000", PASSWORD],
    ["what would be SQL", "' OR 1=1 --", PASSWORD],
    ["an e-mail of 10,000 characters", `${"a".repeat(10_000)}@example.com`, PASSWORD],
    ["the password in another case", "user-1@example.com", PASSWORD.toUpperCase()],
    ["a password of 200,000 characters", "user-1@example.com", "long canary".padEnd(200_000, "2")],
  ])("%s", async (_what, username, password) => {
    const answer = await send({ username, password });
    expect(answer).toMatchObject({ status: wrongPassword.status, headers: wrongPassword.headers });
    expect(textWithoutId(answer)).toBe(textWithoutId(wrongPassword));
  });

  it.each(["nobody@example.com", "nobody"])("and take the same work: %s", async (username) => {
    const workOf = async (name: string) => {
      const before = readProcessorTicks(server.pid);
      for (let time = 0; time < 5; time += 1) await send({ username: name, password: "wrong canary" });
      return Number(readProcessorTicks(server.pid)) - Number(before);
    };
    if (readProcessorTicks(server.pid) === undefined) return;
    // Work, not time: without its hash a log-in costs a small part of it.
    const work = await workOf(user.email);
    expect(await workOf(username)).toBeGreaterThan(work / 4);
  });
});
