import { afterAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { readUserRows } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem, fieldErrorOf } from "../../support/problems";
import { newUser, addUser } from "../../support/users";

const server = provideInkwell();
const invalid: unknown[] = [];

async function send(json: unknown) {
  const answer = await call(server, "POST", "/api/users", { json });
  if (answer.status === 422) invalid.push((json as { email?: unknown } | null)?.email);
  return answer;
}

const FIELDS = ["username", "email", "password"] as const;
const WRONG_TYPES: [string, unknown][] = [
  ["null", null],
  ["a number", 12_345_678],
  ["a boolean", true],
  ["a list", ["canary list"]],
  ["an object", { contains: "" }],
];

describe.each(FIELDS)("the %s of a registration", (field) => {
  it("is required", async () => {
    expectProblem(await send({ ...newUser(), [field]: undefined }), "validation-error", {
      errors: [fieldErrorOf(field, "required")],
    });
  });

  it.each(WRONG_TYPES)("is rejected when it is %s", async (_type, value) => {
    expectProblem(await send({ ...newUser(), [field]: value }), "validation-error", {
      errors: [fieldErrorOf(field, "invalid-type")],
    });
  });

  it("is rejected when it is empty", async () => {
    expectProblem(await send({ ...newUser(), [field]: "" }), "validation-error", {
      errors: [fieldErrorOf(field, "too-short")],
    });
  });
});

describe("a registration reports every error at once", () => {
  it("when all members are missing", async () => {
    expectProblem(await send({}), "validation-error", {
      errors: FIELDS.map((field) => fieldErrorOf(field, "required")),
    });
  });

  it("when all members are invalid, without repeating their values", async () => {
    const body = { username: "\u202econtrol-canary", email: "mail-canary@", password: "pw-can" };
    const answer = await send(body);
    expectProblem(answer, "validation-error", {
      errors: [
        fieldErrorOf("username", "invalid-format"),
        fieldErrorOf("email", "invalid-format"),
        fieldErrorOf("password", "too-short"),
      ],
    });
    expect(answer.text).not.toContain("canary");
  });

  it("when one member has several errors", async () => {
    expectProblem(await send({ ...newUser(), username: "\u0000" }), "validation-error", {
      errors: [fieldErrorOf("username", "invalid-format"), fieldErrorOf("username", "invalid-format")],
    });
  });
});

it.each([
  ["a list", []],
  ["a string", "username=a"],
  ["a number", 1],
  ["null", null],
  ["false", false],
])("rejects a registration whose body is %s instead of an object", async (_type, body) => {
  expectProblem(await send(body), "validation-error", { errors: [fieldErrorOf("", "invalid-type")] });
});

describe("a username or email that is taken", () => {
  const USERNAME_TAKEN = fieldErrorOf("username", "username-taken", "Username already exists");
  const EMAIL_TAKEN = fieldErrorOf("email", "email-taken", "Email already registered");

  it("is rejected with 409 for the username", async () => {
    const { username } = await addUser(server);
    expectProblem(await send(newUser({ username })), "username-taken", {
      detail: "Username already exists",
      errors: [USERNAME_TAKEN],
    });
  });

  it("is rejected with 409 for the email", async () => {
    const { email } = await addUser(server);
    expectProblem(await send(newUser({ email })), "email-taken", {
      detail: "Email already registered",
      errors: [EMAIL_TAKEN],
    });
  });

  it.each(["one user", "two users"])(
    "is reported for both fields when %s took them, with the code of the first",
    async (whose) => {
      const one = await addUser(server);
      const other = whose === "one user" ? one : await addUser(server);
      expectProblem(await send(newUser({ username: one.username, email: other.email })), "username-taken", {
        detail: "Username already exists",
        errors: [USERNAME_TAKEN, EMAIL_TAKEN],
      });
    },
  );

  it("is reported only once the other fields are valid", async () => {
    const { username } = await addUser(server);
    expectProblem(await send(newUser({ username, password: "2 short" })), "validation-error", {
      errors: [fieldErrorOf("password", "too-short")],
    });
  });
});

// Checks that no invalid registration of this file left a row.
afterAll(async () => {
  const stored = (await readUserRows(server)).map(({ email }) => email);
  expect(stored.filter((email) => invalid.includes(email))).toEqual([]);
});
