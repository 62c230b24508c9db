import { expect, it } from "vitest";
import { call } from "../../support/call";
import { readUserRows } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import { expectProblem } from "../../support/problems";
import { addUser, logIn, newUser } from "../../support/users";

const server = provideOwnInkwell({ env: { REGISTRATION: "closed" } });

it("rejects registrations while registration is closed, and stores no account", async () => {
  expectProblem(await call(server, "POST", "/api/users", { json: newUser() }), "registration-closed", {
    detail: "Registration is closed. Ask the operator of this site for an account.",
  });
  expect(await readUserRows(server)).toEqual([]);
});

it("lets existing accounts log in while registration is closed", async () => {
  const { email, password } = await addUser(server);
  const token = await logIn(server, { email, password });
  expect(await call(server, "GET", "/api/users/me", { token })).toMatchObject({
    status: 200,
    body: { email },
  });
});
