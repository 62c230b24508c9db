import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { call, type Answer } from "../../support/call";
import { CLOCK_TOLERANCE_MS } from "../../support/database";
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

it("a login returns a bearer token and forbids caching", async () => {
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

it("a login returns a JWT with the documented claims, signed with SECRET_KEY", async () => {
  const before = Date.now();
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
  const issuedAt = Number(claims["iat"]) * 1000; // in whole seconds
  expect(issuedAt).toBeGreaterThanOrEqual(before - CLOCK_TOLERANCE_MS - 1000);
  expect(issuedAt).toBeLessThanOrEqual(Date.now() + CLOCK_TOLERANCE_MS);
});

it("every login returns a different token", async () => {
  expect(await logIn(server, user)).not.toBe(await logIn(server, user));
});

describe("a login accepts the email", () => {
  it.each([
    ["in upper case", (email: string) => email.toUpperCase()],
    ["in mixed case", (email: string) => email.replace("u", "U").replace("e", "E")],
    ["with white space around it", (email: string) => `  ${email} `],
  ])("%s", async (_how, type) => {
    await logIn(server, { email: type(user.email), password: PASSWORD });
  });
});

describe("a failed login", () => {
  let wrongPassword: Answer;

  beforeAll(async () => {
    wrongPassword = await send({ username: user.email, password: "wrong canary" });
  });

  it("responds with 401 and the OAuth 2.0 error invalid_grant", () => {
    expectProblem(wrongPassword, "invalid-credentials", { detail: "Incorrect email or password" });
    expect(wrongPassword.body).toMatchObject({
      error: "invalid_grant",
      error_description: "Incorrect email or password",
    });
  });

  it.each([
    ["an unknown email", "nobody@example.com", PASSWORD],
    ["an invalid email", "nobody", PASSWORD],
    ["the username in place of the email", "User 1", PASSWORD],
    ["an email that equals karl@ in lower case", "\u212Aarl@example.com", PASSWORD],
    ["an email that equals MIKE@ in upper case", "m\u0131ke@example.com", PASSWORD],
    ["a full-width look-alike of the email", "ｕser-1@example.com", PASSWORD],
    ["an email with NUL", "user-1@example.com\u0000", PASSWORD],
    ["an SQL injection", "' OR 1=1 --", PASSWORD],
    ["an email of 10,000 characters", `${"a".repeat(10_000)}@example.com`, PASSWORD],
    ["the password in another case", "user-1@example.com", PASSWORD.toUpperCase()],
    ["a password of 200,000 characters", "user-1@example.com", "long canary".padEnd(200_000, "2")],
  ])("returns the same bytes for %s as for a wrong password", async (_what, username, password) => {
    const answer = await send({ username, password });
    expect(answer).toMatchObject({ status: wrongPassword.status, headers: wrongPassword.headers });
    expect(textWithoutId(answer)).toBe(textWithoutId(wrongPassword));
  });

  it.each(["nobody@example.com", "nobody"])(
    "takes the same work for an email without an account: %s",
    async (username) => {
      const workOf = async (name: string) => {
        const before = readProcessorTicks(server.pid);
        for (let time = 0; time < 5; time += 1) await send({ username: name, password: "wrong canary" });
        return Number(readProcessorTicks(server.pid)) - Number(before);
      };
      if (readProcessorTicks(server.pid) === undefined) return;
      // Processor time, not duration: without its hash, a login takes a small part of it.
      const work = await workOf(user.email);
      expect(await workOf(username)).toBeGreaterThan(work / 4);
    },
  );
});
