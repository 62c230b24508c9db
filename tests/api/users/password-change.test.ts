import { beforeEach, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { readUserRow, readSessionRows } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem, fieldErrorOf } from "../../support/problems";
import {
  logInOffline,
  renew,
  requireTokens,
  signUpOffline,
  statusOf,
  TOKEN_PATH,
  type Tokens,
} from "../../support/sessions";
import { logIn, PASSWORD, type TestUser } from "../../support/users";

const PATH = "/api/users/me/password";
const NEW_PASSWORD = "another canary of the tests";

const server = provideInkwell();
let user: TestUser & Tokens;

beforeEach(async () => {
  user = await signUpOffline(server);
});

const change = (json: unknown, token = user.accessToken) => call(server, "PUT", PATH, { token, json });
const changeTo = (newPassword: string) => change({ current_password: PASSWORD, new_password: newPassword });
const storedHash = async () => (await readUserRow(server, user.id))?.password_hash;
const logInWith = (password: string) =>
  call(server, "POST", TOKEN_PATH, { form: { username: user.email, password } });

describe("a password change with the right current password", () => {
  it("returns 204; only the new password logs in afterwards", async () => {
    const answer = await changeTo(NEW_PASSWORD);
    expect(answer).toMatchObject({ status: 204, text: "", headers: { "cache-control": "no-store" } });
    expect(await storedHash()).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=4\$/);
    expect((await logInWith(NEW_PASSWORD)).status).toBe(200);
    expectProblem(await logInWith(PASSWORD), "invalid-credentials");
  });

  it("ends every other session of the user, and no session of anyone else", async () => {
    const other = await logInOffline(server, user);
    const others = [other.accessToken, await logIn(server, user)];
    const stranger = await signUpOffline(server);
    expect((await changeTo(NEW_PASSWORD)).status).toBe(204);
    for (const token of others) expect(await statusOf(server, token)).toBe(401);
    expectProblem(await renew(server, other.refreshToken), "invalid-grant");
    expect((await readSessionRows(server, user.id)).map(({ sid }) => sid)).toEqual([user.sid]);
    for (const { accessToken, refreshToken } of [user, stranger]) {
      expect(await statusOf(server, accessToken)).toBe(200);
      requireTokens(await renew(server, refreshToken));
    }
  });

  it("accepts any Unicode, composed or decomposed", async () => {
    expect((await changeTo("pa\u0308sse 🔑 canary ")).status).toBe(204);
    expect((await logInWith("p\u00e4sse 🔑 canary ")).status).toBe(200);
    expectProblem(await logInWith("p\u00e4sse 🔑 canary"), "invalid-credentials");
  });

  it("ignores unknown members", async () => {
    const json = { current_password: PASSWORD, new_password: NEW_PASSWORD, id: 1, user_id: 1, email: "x" };
    const { email, username } = (await readUserRow(server, user.id)) ?? {};
    expect((await change(json)).status).toBe(204);
    expect(await readUserRow(server, user.id)).toMatchObject({ email, username });
  });
});

describe("a password change is rejected with 403, and changes nothing, when the current password is", () => {
  it.each([
    ["another one", "wrong canary"],
    ["in another case", PASSWORD.toUpperCase()],
    ["followed by a space", `${PASSWORD} `],
    ["without its last letter", PASSWORD.slice(0, -1)],
    ["of one letter", "x"],
    ["with NUL", `${PASSWORD}\u0000`],
    ["of 100,000 letters", "long canary".padEnd(100_000, "x")],
  ])("%s", async (_how, current) => {
    const other = await logInOffline(server, user);
    const hash = await storedHash();
    const answer = await change({ current_password: current, new_password: NEW_PASSWORD });
    expectProblem(answer, "wrong-password", { errors: [fieldErrorOf("current_password", "wrong-password")] });
    expect(await storedHash()).toBe(hash);
    expect(await statusOf(server, other.accessToken)).toBe(200);
    expect(answer.text).not.toContain(current.slice(0, 50) || "?");
  });
});

describe("a password change is rejected with 422, and changes nothing, when the new password", () => {
  it.each<[string, unknown, string, string]>([
    ["is too short", "short", "new_password", "too-short"],
    ["has seven letters", "x7Qm!zR", "new_password", "too-short"],
    ["is too long", "long canary".padEnd(129, "x"), "new_password", "too-long"],
    ["is a number", 12_345_678, "new_password", "invalid-type"],
    ["is a list", [NEW_PASSWORD], "new_password", "invalid-type"],
    ["is common", "password1234", "new_password", "password-too-common"],
    ["is missing", undefined, "new_password", "required"],
  ])("%s", async (_how, newPassword, member, code) => {
    const hash = await storedHash();
    const answer = await change({ current_password: PASSWORD, new_password: newPassword });
    expectProblem(answer, "validation-error", { errors: [fieldErrorOf(member, code)] });
    expect(await storedHash()).toBe(hash);
  });

  it("is the user's own email", async () => {
    const answer = await changeTo(user.email);
    server.secrets.delete(user.email); // stored, as an e-mail
    expectProblem(answer, "validation-error", {
      errors: [fieldErrorOf("new_password", "password-too-common")],
    });
  });

  it("and the current password are invalid, and reports all errors", async () => {
    expectProblem(await change({ current_password: "", new_password: "short" }), "validation-error", {
      errors: [fieldErrorOf("current_password", "too-short"), fieldErrorOf("new_password", "too-short")],
    });
    expectProblem(await change({}), "validation-error", {
      errors: [fieldErrorOf("current_password", "required"), fieldErrorOf("new_password", "required")],
    });
    expectProblem(await change([]), "validation-error", { errors: [fieldErrorOf("", "invalid-type")] });
  });
});

it("requires the access token of a valid session", async () => {
  const json = { current_password: PASSWORD, new_password: NEW_PASSWORD };
  expectProblem(await call(server, "PUT", PATH, { json }), "not-authenticated");
  const other = await logInOffline(server, user);
  expect((await changeTo(NEW_PASSWORD)).status).toBe(204);
  expectProblem(await change(json, other.accessToken), "invalid-token");
  expect((await logInWith(NEW_PASSWORD)).status).toBe(200);
});
