import { expect, it } from "vitest";
import { call } from "../../support/call";
import { execute, query, readUserRow } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import { readMailKinds, readMails, readToken, WITH_MAIL } from "../../support/mail";
import { expectProblem, fieldErrorOf } from "../../support/problems";
import { expectNoContent } from "../../support/posts";
import { addUser, logIn, newUser, signUp, type Author } from "../../support/users";

const server = provideOwnInkwell({ env: WITH_MAIL, mayLogErrors: true });
const UNUSABLE = { errors: [fieldErrorOf("token", "invalid-token")] };
const NEW_PASSWORD = "another canary of the tests";

const change = ({ id, token }: Author, json: object) =>
  call(server, "PATCH", `/api/users/${id}`, { json, token });
const use = (path: string, token: string) => call(server, "POST", `/api/users/${path}`, { json: { token } });
const showAccount = async (token: string) => (await call(server, "GET", "/api/users/me", { token })).body;

/** Requests a change to a new address and returns it with the tokens of both links. */
async function requestChange(user: Author, email = newUser().email, from = user.email) {
  const answer = await change(user, { email });
  expect(answer).toMatchObject({ status: 200, body: { email: from, pending_email: email } });
  return {
    email,
    confirmToken: await readToken(server, email, "confirm-new-email"),
    undoToken: await readToken(server, from, "email-change-requested"),
  };
}

it("the old address stays until the link to the new one is used, and is told twice", async () => {
  const user = await signUp(server);
  const { email, confirmToken } = await requestChange(user);
  expect(await showAccount(user.token)).toMatchObject({ email: user.email, pending_email: email });
  await logIn(server, user);

  expectNoContent(await use("verify-email", confirmToken));
  expect(await showAccount(user.token)).toMatchObject({ email, email_verified: true, pending_email: null });
  expectProblem(await use("verify-email", confirmToken), "validation-error", UNUSABLE);
  const origin = { at: expect.stringMatching(/Z$/), device: "node", address: "127.0.0.1" };
  expect(await readMails(server, user.email)).toEqual([
    expect.objectContaining({ kind: "email-change-requested", newEmail: email, ...origin }),
    { kind: "email-changed", to: user.email, username: user.username, newEmail: email, ...origin },
  ]);
});

it("changes name and email in one request", async () => {
  const user = await signUp(server);
  const { username, email } = newUser();
  expect(await change(user, { username, email })).toMatchObject({
    status: 200,
    body: { username, email: user.email, pending_email: email },
  });
  expect(await change(user, { username: user.username })).toMatchObject({ body: { pending_email: email } });
});

it("only the newest change can be confirmed, and the current address cancels it", async () => {
  const user = await signUp(server);
  const [first, second] = [await requestChange(user), await requestChange(user)];
  expectProblem(await use("verify-email", first.confirmToken), "validation-error", UNUSABLE);
  expect(await change(user, { email: user.email })).toMatchObject({
    status: 200,
    body: { pending_email: null },
  });
  expectProblem(await use("verify-email", second.confirmToken), "validation-error", UNUSABLE);
});

it("a taken address is a conflict at the request, and changes nothing", async () => {
  const [user, other] = [await signUp(server), await addUser(server)];
  const { username } = newUser();
  expectProblem(await change(user, { username, email: other.email }), "email-taken", {
    errors: [fieldErrorOf("email", "email-taken")],
  });
  expect(await readUserRow(server, user.id)).toMatchObject({ username: user.username, email: user.email });
  expect(await readMailKinds(server, user.email)).toEqual([]);
});

it("one of two accounts that want one address gets it", async () => {
  const [one, other] = [await signUp(server), await signUp(server)];
  const { email } = newUser();
  const { confirmToken } = await requestChange(one, email);
  const late = await requestChange(other, email);
  expectNoContent(await use("verify-email", confirmToken));
  expectProblem(await use("verify-email", late.confirmToken), "email-taken", {
    errors: [fieldErrorOf("token", "email-taken")],
  });
  expect(await showAccount(other.token)).toMatchObject({ email: other.email });
});

it("one of two accounts that confirm one address at the same time gets it", async () => {
  const users = [await signUp(server), await signUp(server)];
  const { email } = newUser();
  const links = [];
  for (const user of users) links.push(await requestChange(user, email));
  const answers = await Promise.all(links.map(({ confirmToken }) => use("verify-email", confirmToken)));
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
});

it("nobody else can take the old address as long as the change can be undone", async () => {
  const user = await signUp(server);
  const { confirmToken } = await requestChange(user);
  const rival = await signUp(server);
  expectNoContent(await use("verify-email", confirmToken));

  const json = newUser({ email: user.email });
  expectProblem(await call(server, "POST", "/api/users", { json }), "email-taken", {
    errors: [fieldErrorOf("email", "email-taken")],
  });
  expectProblem(await change(rival, { email: user.email }), "email-taken", {
    errors: [fieldErrorOf("email", "email-taken")],
  });
  await execute(
    server,
    "UPDATE email_reservations SET expires_at = ? WHERE user_id = ?",
    new Date(0),
    user.id,
  );
  expect((await call(server, "POST", "/api/users", { json })).status).toBe(201);
});

it("an undo restores the address, ends every session, and requires a reset by mail", async () => {
  const user = await signUp(server);
  const { confirmToken, undoToken, email } = await requestChange(user);
  expectNoContent(await use("verify-email", confirmToken));
  expectNoContent(await use("undo-email-change", undoToken));

  expectProblem(await call(server, "GET", "/api/users/me", { token: user.token }), "invalid-token");
  for (const username of [user.email, email]) {
    const form = { username, password: user.password };
    expectProblem(await call(server, "POST", "/api/users/token", { form }), "invalid-credentials");
  }
  await call(server, "POST", "/api/users/forgot-password", { json: { email: user.email } });
  const json = { token: await readToken(server, user.email, "reset-password"), new_password: NEW_PASSWORD };
  expectNoContent(await call(server, "POST", "/api/users/reset-password", { json }));
  const token = await logIn(server, { email: user.email, password: NEW_PASSWORD });
  expect(await showAccount(token)).toMatchObject({ email: user.email, email_verified: true });
  expectProblem(await use("undo-email-change", undoToken), "validation-error", UNUSABLE);
});

it("an undo before the confirmation cancels the change", async () => {
  const user = await signUp(server);
  const { confirmToken, undoToken } = await requestChange(user);
  expectNoContent(await use("undo-email-change", undoToken));
  expectProblem(await use("verify-email", confirmToken), "validation-error", UNUSABLE);
});

it("a change of the password ends the confirmation, but not the undo", async () => {
  const user = await signUp(server);
  const { confirmToken, undoToken } = await requestChange(user);
  const json = { current_password: user.password, new_password: NEW_PASSWORD };
  expectNoContent(await call(server, "PUT", "/api/users/me/password", { json, token: user.token }));
  expectProblem(await use("verify-email", confirmToken), "validation-error", UNUSABLE);
  expectNoContent(await use("undo-email-change", undoToken));
});

it("the owner's undo wins over those of addresses that a thief used later", async () => {
  const user = await signUp(server);
  const first = await requestChange(user);
  expectNoContent(await use("verify-email", first.confirmToken));
  const second = await requestChange(user, newUser().email, first.email);
  expectNoContent(await use("verify-email", second.confirmToken));

  expectNoContent(await use("undo-email-change", second.undoToken));
  expect(await readUserRow(server, user.id)).toMatchObject({ email: first.email });
  expectNoContent(await use("undo-email-change", first.undoToken));
  expect(await readUserRow(server, user.id)).toMatchObject({ email: user.email });
  expect(await query(server, "SELECT * FROM email_reservations WHERE user_id = ?", user.id)).toEqual([]);
});

it("one of many simultaneous undos succeeds", async () => {
  const user = await signUp(server);
  const { undoToken } = await requestChange(user);
  const answers = await Promise.all(Array.from({ length: 30 }, () => use("undo-email-change", undoToken)));
  expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(29);
});

it("tells the user of a changed password and of the end of the account", async () => {
  const user = await signUp(server);
  const json = { current_password: user.password, new_password: NEW_PASSWORD };
  expectNoContent(await call(server, "PUT", "/api/users/me/password", { json, token: user.token }));
  const token = await logIn(server, { email: user.email, password: NEW_PASSWORD });
  expectNoContent(await call(server, "DELETE", `/api/users/${user.id}`, { token }));
  expect(await readMailKinds(server, user.email)).toEqual(["password-changed", "account-deleted"]);
});
