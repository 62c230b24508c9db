import { expect, it } from "vitest";
import { call } from "../../support/call";
import { execute, readUserRow } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { publish } from "../../support/posts";
import { expectProblem, fieldErrorOf } from "../../support/problems";
import { addUser, logIn } from "../../support/users";

const server = provideInkwell();

/** A name of mixed scripts and an email with 80 characters before the @, which older versions accepted. */
const NAME = "\u0430lice \u2800";
const EMAIL = `${"a".repeat(80)}@example.com`;

it("an account with a name and email of older rules can log in, publish, and change either alone", async () => {
  const user = await addUser(server, { username: NAME, email: EMAIL });

  const token = await logIn(server, { email: ` ${EMAIL.toUpperCase()} `, password: user.password });
  const { author } = await publish(server, { token });
  expect(author).toMatchObject({ username: NAME });
  expect(await call(server, "GET", "/api/users/me", { token })).toMatchObject({
    status: 200,
    body: { username: NAME, email: EMAIL },
  });

  const path = `/api/users/${user.id}`;
  const change = (json: object) => call(server, "PATCH", path, { token, json });
  expect(await change({ email: "new@example.com" })).toMatchObject({
    status: 200,
    body: { username: NAME, email: "new@example.com" },
  });
  await execute(server, "UPDATE users SET email = ? WHERE id = ?", EMAIL, user.id);
  expect(await change({ username: "Alice" })).toMatchObject({
    status: 200,
    body: { username: "Alice", email: EMAIL },
  });
  expectProblem(await change({ username: NAME, email: EMAIL }), "validation-error", {
    errors: [
      fieldErrorOf("username", "invalid-format"),
      fieldErrorOf("username", "invalid-value"),
      fieldErrorOf("email", "invalid-format"),
    ],
  });
  expect(await readUserRow(server, user.id)).toMatchObject({ username: "Alice", email: EMAIL });
});
