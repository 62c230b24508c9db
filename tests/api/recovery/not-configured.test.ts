import { expect, it } from "vitest";
import { call } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem } from "../../support/problems";
import { newUser, signUp } from "../../support/users";

const server = provideInkwell();

it.each([
  ["forgot-password", { email: "ada@example.com" }],
  ["reset-password", { token: "x", new_password: "a canary of the tests" }],
  ["verify-email", { token: "x" }],
  ["undo-email-change", { token: "x" }],
])("POST /api/users/%s without mail says that it is not configured", async (path, json) => {
  expectProblem(await call(server, "POST", `/api/users/${path}`, { json }), "mail-not-configured");
});

it("a verification cannot be sent again without mail", async () => {
  const { token } = await signUp(server);
  expectProblem(await call(server, "POST", "/api/users/me/verification", { token }), "mail-not-configured");
});

it("a change of the email takes effect at once without mail", async () => {
  const { id, token } = await signUp(server);
  const { email } = newUser();
  const answer = await call(server, "PATCH", `/api/users/${id}`, { json: { email }, token });
  expect(answer).toMatchObject({ status: 200, body: { email, email_verified: false, pending_email: null } });
});
