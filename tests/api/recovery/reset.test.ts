import { expect, it } from "vitest";
import { call } from "../../support/call";
import { execute, query, readSessionRows, readUserRow } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import { readMailKinds, readMails, readToken, WITH_MAIL } from "../../support/mail";
import { expectProblem, fieldErrorOf } from "../../support/problems";
import { expectNoContent } from "../../support/posts";
import { addSession, addUser, logIn, register, type TestUser } from "../../support/users";

const server = provideOwnInkwell({ env: WITH_MAIL, mayLogErrors: true });
const NEW_PASSWORD = "another canary of the tests";
const UNUSABLE = { errors: [fieldErrorOf("token", "invalid-token")] };

/** Requests a link and returns its token. */
async function requestToken({ email }: Pick<TestUser, "email">): Promise<string> {
  const answer = await call(server, "POST", "/api/users/forgot-password", { json: { email } });
  expect(answer.status).toBe(202);
  return readToken(server, email, "reset-password");
}

const reset = (token: unknown, new_password = NEW_PASSWORD) =>
  call(server, "POST", "/api/users/reset-password", { json: { token, new_password } });

it("a reset sets the password, ends every session, verifies the address, and tells the user", async () => {
  const user = await addUser(server);
  const token = await addSession(server, user);
  expectNoContent(await reset(await requestToken(user)));

  expectProblem(await call(server, "GET", "/api/users/me", { token }), "invalid-token");
  expect(await readSessionRows(server, user.id)).toEqual([]);
  const oldForm = { username: user.email, password: user.password };
  expectProblem(await call(server, "POST", "/api/users/token", { form: oldForm }), "invalid-credentials");
  const fresh = await logIn(server, { ...user, password: NEW_PASSWORD });
  expect((await call(server, "GET", "/api/users/me", { token: fresh })).body).toMatchObject({
    email_verified: true,
  });
  expect(await readMails(server, user.email)).toEqual([
    expect.objectContaining({ kind: "reset-password", username: user.username }),
    {
      kind: "password-changed",
      to: user.email,
      username: user.username,
      at: expect.stringMatching(/^20\d\d-.*Z$/),
      device: "node",
      address: "127.0.0.1",
    },
  ]);
});

it("a reset logs nobody in and sets no cookie", async () => {
  const answer = await reset(await requestToken(await addUser(server)));
  expect(answer.headers["set-cookie"]).toBeUndefined();
  expect(answer.text).toBe("");
});

it("a token resets the password once", async () => {
  const user = await addUser(server);
  const token = await requestToken(user);
  expectNoContent(await reset(token));
  expectProblem(await reset(token, "yet another canary"), "validation-error", UNUSABLE);
  await logIn(server, { ...user, password: NEW_PASSWORD });
});

it("one of two hundred simultaneous uses of a token succeeds", async () => {
  const user = await addUser(server);
  const token = await requestToken(user);
  const passwords = Array.from({ length: 200 }, (_, index) => `canary password ${index}`);
  const answers = await Promise.all(passwords.map((password) => reset(token, password)));
  const succeeded = passwords.filter((_, index) => answers[index]?.status === 204);
  expect(succeeded).toHaveLength(1);
  // The server answers 503 to some of so many at once from one address.
  expect(answers.filter(({ status }) => ![204, 422, 503].includes(status))).toEqual([]);
  await logIn(server, { ...user, password: succeeded[0] ?? "" });
  expect(await readMailKinds(server, user.email)).toEqual(["reset-password", "password-changed"]);
});

it("only the newest token works", async () => {
  const user = await addUser(server);
  const [older, newer] = [await requestToken(user), await requestToken(user)];
  expectProblem(await reset(older), "validation-error", UNUSABLE);
  expectNoContent(await reset(newer));
});

it("a token works for thirty minutes", async () => {
  const user = await addUser(server);
  const before = Date.now();
  const token = await requestToken(user);
  const [row] = await query<{ expires_at: string }>(
    server,
    "SELECT expires_at FROM account_tokens WHERE user_id = ?",
    user.id,
  );
  const lifetimeMs = Date.parse(row?.expires_at ?? "") - before;
  expect(lifetimeMs / 60_000).toBeCloseTo(30, 0);
  await execute(
    server,
    "UPDATE account_tokens SET expires_at = ? WHERE user_id = ?",
    new Date(Date.now() - 60_000),
    user.id,
  );
  expectProblem(await reset(token), "validation-error", UNUSABLE);
});

it.each<[string, (user: TestUser) => string]>([
  ["a common one", () => "password123"],
  ["the username", ({ username }) => username],
  ["the email", ({ email }) => email],
])("a rejected password leaves the token valid: %s", async (_what, choose) => {
  const user = await addUser(server);
  const token = await requestToken(user);
  expectProblem(await reset(token, choose(user)), "validation-error", {
    errors: [fieldErrorOf("new_password", "password-too-common")],
  });
  // Stored, as a name and an email.
  server.secrets.delete(user.username);
  server.secrets.delete(user.email);
  expectProblem(await reset(token, "short"), "validation-error", {
    errors: [fieldErrorOf("new_password", "too-short")],
  });
  expectNoContent(await reset(token));
});

it.each(["", "x", "A".repeat(43), "A".repeat(200_000), "\0", "é".repeat(43)])(
  "rejects a token that was never sent (case %#)",
  async (token) => {
    expectProblem(await reset(token), "validation-error", UNUSABLE);
  },
);

it("rejects what the database stores of a token", async () => {
  const user = await addUser(server);
  const token = await requestToken(user);
  const [row] = await query<{ token_hash: string }>(
    server,
    "SELECT token_hash FROM account_tokens WHERE user_id = ?",
    user.id,
  );
  expect(row?.token_hash).not.toBe(token);
  expectProblem(await reset(row?.token_hash), "validation-error", UNUSABLE);
});

it("a token of another kind resets no password", async () => {
  const user = await register(server);
  expectProblem(
    await reset(await readToken(server, user.email, "verify-email")),
    "validation-error",
    UNUSABLE,
  );
});

it("a change of the password ends the token", async () => {
  const user = await addUser(server);
  const reset_token = await requestToken(user);
  const token = await addSession(server, user);
  const json = { current_password: user.password, new_password: NEW_PASSWORD };
  expectNoContent(await call(server, "PUT", "/api/users/me/password", { json, token }));
  expectProblem(await reset(reset_token), "validation-error", UNUSABLE);
});

it("the token ends with the account", async () => {
  const user = await addUser(server);
  const reset_token = await requestToken(user);
  const token = await addSession(server, user);
  expectNoContent(await call(server, "DELETE", `/api/users/${user.id}`, { token }));
  expectProblem(await reset(reset_token), "validation-error", UNUSABLE);
});

it("a token for a former address is dead", async () => {
  const user = await addUser(server);
  const token = await requestToken(user);
  await execute(server, "UPDATE users SET email = ? WHERE id = ?", `new-${user.email}`, user.id);
  expectProblem(await reset(token), "validation-error", UNUSABLE);
});

it("an account that somebody registered with another's address is taken back by a reset", async () => {
  const stranger = await register(server);
  const token = await logIn(server, stranger);
  const change = { json: { email: `stranger-${stranger.email}` }, token };
  expect((await call(server, "PATCH", `/api/users/${stranger.id}`, change)).status).toBe(200);

  expectNoContent(await reset(await requestToken(stranger)));
  expectProblem(await call(server, "GET", "/api/users/me", { token }), "invalid-token");
  const form = { username: stranger.email, password: stranger.password };
  expectProblem(await call(server, "POST", "/api/users/token", { form }), "invalid-credentials");
  const own = await logIn(server, { ...stranger, password: NEW_PASSWORD });
  expect((await call(server, "GET", "/api/users/me", { token: own })).body).toMatchObject({
    email: stranger.email,
    email_verified: true,
    pending_email: null,
  });
});

it("asking for resets changes nothing until one is used", async () => {
  const user = await addUser(server);
  const before = await readUserRow(server, user.id);
  for (let time = 0; time < 5; time += 1) await requestToken(user);
  expect(await readUserRow(server, user.id)).toEqual(before);
  await logIn(server, user);
});
