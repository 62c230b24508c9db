import { expect, it } from "vitest";
import { call } from "../../support/call";
import { execute } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import { LIMITED } from "../../support/limits";
import { readMailKinds, readToken, WITH_MAIL } from "../../support/mail";
import { expectProblem, fieldErrorOf } from "../../support/problems";
import { expectNoContent } from "../../support/posts";
import { addSession, register, signUp, type Author } from "../../support/users";

const server = provideOwnInkwell({
  env: { ...WITH_MAIL, ...LIMITED, EMAIL_VERIFICATION: "required" },
  mayLogErrors: true,
});
const UNUSABLE = { errors: [fieldErrorOf("token", "invalid-token")] };
const POST = { title: "A title", content: "A text" };

const verify = (token: unknown) => call(server, "POST", "/api/users/verify-email", { json: { token } });
const resend = (token: string) => call(server, "POST", "/api/users/me/verification", { token });
const showAccount = async (token: string) => (await call(server, "GET", "/api/users/me", { token })).body;

/** Registers through the API, so that a mail is sent. */
async function registerAuthor(): Promise<Author> {
  const user = await register(server);
  return { ...user, token: await addSession(server, user) };
}

it("a registration sends a link that verifies the address once, from any device", async () => {
  const user = await registerAuthor();
  expect(await showAccount(user.token)).toMatchObject({ email_verified: false });
  expect(await readMailKinds(server, user.email)).toEqual(["verify-email"]);
  const token = await readToken(server, user.email, "verify-email");
  expectNoContent(await verify(token));
  expect(await showAccount(user.token)).toMatchObject({ email_verified: true });
  expectProblem(await verify(token), "validation-error", UNUSABLE);
});

it("one of many simultaneous uses of a link succeeds", async () => {
  const user = await registerAuthor();
  const token = await readToken(server, user.email, "verify-email");
  const answers = await Promise.all(Array.from({ length: 50 }, () => verify(token)));
  expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(49);
});

it("a link works for 24 hours", async () => {
  const user = await registerAuthor();
  await execute(
    server,
    "UPDATE account_tokens SET expires_at = ? WHERE user_id = ?",
    new Date(Date.now() - 60_000),
    user.id,
  );
  expectProblem(
    await verify(await readToken(server, user.email, "verify-email")),
    "validation-error",
    UNUSABLE,
  );
});

it("the link can be sent again three times in an hour, counting the first, and replaces the last", async () => {
  const user = await registerAuthor();
  const first = await readToken(server, user.email, "verify-email");
  for (let time = 0; time < 2; time += 1) expect((await resend(user.token)).status).toBe(202);
  expectProblem(await resend(user.token), "too-many-requests");
  expect(await readMailKinds(server, user.email)).toEqual(Array(3).fill("verify-email"));
  expectProblem(await verify(first), "validation-error", UNUSABLE);
  expectNoContent(await verify(await readToken(server, user.email, "verify-email")));
  expect((await resend(user.token)).status).toBe(202);
  expect(await readMailKinds(server, user.email)).toHaveLength(3);
});

it("only users with a verified address can write where that is required", async () => {
  const user = await signUp(server);
  const { token } = user;
  expectProblem(await call(server, "POST", "/api/posts", { json: POST, token }), "email-not-verified");
  await execute(server, "UPDATE users SET email_verified_at = ? WHERE id = ?", new Date(), user.id);
  const created = await call(server, "POST", "/api/posts", { json: POST, token });
  expect(created.status).toBe(201);
  const path = `/api/posts/${(created.body as { id: number }).id}`;

  await execute(server, "UPDATE users SET email_verified_at = NULL WHERE id = ?", user.id);
  expectProblem(await call(server, "PUT", path, { json: POST, token }), "email-not-verified");
  expectProblem(await call(server, "PATCH", path, { json: POST, token }), "email-not-verified");
  expectNoContent(await call(server, "DELETE", path, { token }));
});

it("GET and HEAD of an endpoint for a token use up nothing", async () => {
  const user = await registerAuthor();
  const token = await readToken(server, user.email, "verify-email");
  for (const method of ["GET", "HEAD"])
    expect((await call(server, method, `/api/users/verify-email?token=${token}`)).status).toBe(405);
  expectNoContent(await verify(token));
});
