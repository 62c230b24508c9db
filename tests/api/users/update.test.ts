import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { readUserRow, readUserRows } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { publicOf } from "../../support/posts";
import { expectProblem, expectSuccess, fieldErrorOf } from "../../support/problems";
import { newUser, addUser, signUp, type TestUser, type Author } from "../../support/users";

const server = provideInkwell();
const USERNAME_TAKEN = fieldErrorOf("username", "username-taken", "Username already exists");
const EMAIL_TAKEN = fieldErrorOf("email", "email-taken", "Email already registered");
let eve: Author;
let taken: TestUser;
let ada: Author;

beforeAll(async () => {
  eve = await signUp(server);
  taken = await addUser(server, { username: "Straße 7", email: "taken@example.com" });
});
beforeEach(async () => {
  ada = await signUp(server);
});

const readRows = async () => [await readUserRow(server, ada.id), await readUserRow(server, eve.id)];
const change = (json: unknown, { token } = ada, id: string | number = ada.id) =>
  call(server, "PATCH", `/api/users/${id}`, { token, json });
const privateOf = (user: Pick<TestUser, "id" | "username" | "email">) => ({
  ...publicOf(user),
  email: user.email,
  email_verified: false,
  pending_email: null,
});

it.each<[string, () => Partial<Pick<TestUser, "username" | "email">>]>([
  ["only the username", () => ({ username: newUser().username })],
  ["only the email", () => ({ email: newUser().email })],
  ["both", () => ({ username: newUser().username, email: newUser().email })],
  ["nothing, for an empty object", () => ({})],
  ["nothing, for the current username and email", () => ({ username: ada.username, email: ada.email })],
  ["only the case of the username", () => ({ username: ada.username.toUpperCase() })],
])("changes %s, and returns the private account", async (_what, toJson) => {
  const json = toJson();
  const changed = privateOf({ ...ada, ...json });
  expectSuccess(await change(json), 200, changed);
  expectSuccess(await call(server, "GET", "/api/users/me", { token: ada.token }), 200, changed);
  expectSuccess(await call(server, "GET", `/api/users/${ada.id}`), 200, publicOf({ ...ada, ...json }));
});

it("normalizes a changed username and email as a registration does", async () => {
  const answer = await change({ username: " Ａda \u00a0 L ", email: " ADA.L@Example.COM " });
  expectSuccess(answer, 200, privateOf({ ...ada, username: "Ada L", email: "ada.l@example.com" }));
  expect(await readUserRow(server, ada.id)).toMatchObject({ username: "Ada L", username_key: "ada l" });
});

it("accepts the user's own email in another case, and stores it in lower case", async () => {
  expectSuccess(await change({ email: ada.email.toUpperCase() }), 200, privateOf(ada));
});

it("accepts the user's own username in another spelling", async () => {
  for (const username of ["Großmann", "GROSSMANN", "grossmann", "Großmann"]) {
    expectSuccess(await change({ username }), 200, privateOf({ ...ada, username }));
  }
});

it("frees the former username and email, and logs in only with the new email", async () => {
  const carol = await signUp(server);
  const email = newUser().email;
  expect((await change({ username: "Carol anew", email }, carol, carol.id)).status).toBe(200);
  const logIn = (username: string) =>
    call(server, "POST", "/api/users/token", { form: { username, password: carol.password } });
  expect((await logIn(email)).status).toBe(200);
  expectProblem(await logIn(carol.email), "invalid-credentials");
  await addUser(server, { username: carol.username, email: carol.email });
});

it("changes neither password, id nor other columns, whatever the body says", async () => {
  const before = await readUserRow(server, ada.id);
  const json = {
    id: 4711,
    password: "canary password anew",
    password_hash: "canary-hash",
    passwordHash: "canary-hash",
    username_key: "canary",
    usernameKey: "canary",
    image_file: "../../.env",
    imageFile: "../../.env",
    created_at: "1999-01-01",
    is_admin: true,
  };
  expectSuccess(await change(json), 200, privateOf(ada));
  expect(await readUserRow(server, ada.id)).toEqual(before);
});

describe("a change to a taken username or email", () => {
  it.each([
    ["the username", { username: "Straße 7" }, "username-taken", [USERNAME_TAKEN]],
    ["the username in another case", { username: "STRASSE 7" }, "username-taken", [USERNAME_TAKEN]],
    ["the e-mail", { email: "taken@example.com" }, "email-taken", [EMAIL_TAKEN]],
    ["the e-mail in another case", { email: " TAKEN@Example.com" }, "email-taken", [EMAIL_TAKEN]],
    [
      "both, and both are listed",
      { username: "strasse 7", email: "taken@example.com" },
      "username-taken",
      [USERNAME_TAKEN, EMAIL_TAKEN],
    ],
  ] as const)("is rejected with 409 for %s", async (_what, json, code, errors) => {
    const rows = await readRows();
    expectProblem(await change(json), code, { detail: errors[0].detail as string, errors });
    expect(await readRows()).toEqual(rows);
  });

  it("is rejected with 409 when two other accounts have them", async () => {
    const json = { username: taken.username, email: eve.email };
    expectProblem(await change(json), "username-taken", { errors: [USERNAME_TAKEN, EMAIL_TAKEN] });
  });

  it("is rejected with 409 for the one that another account has", async () => {
    const json = { username: ada.username, email: taken.email };
    expectProblem(await change(json), "email-taken", { errors: [EMAIL_TAKEN] });
    const other = { username: taken.username, email: ada.email };
    expectProblem(await change(other), "username-taken", { errors: [USERNAME_TAKEN] });
  });

  it("succeeds for one of ten users who want the same username at once", async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => signUp(server)));
    const answers = await Promise.all(
      people.map(({ id, token }, index) => {
        const username = index % 2 ? "Wanted By All" : "WANTED by all";
        return call(server, "PATCH", `/api/users/${id}`, { token, json: { username } });
      }),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      expectProblem(answer, "username-taken", { errors: [USERNAME_TAKEN] });
    }
    expect((await readUserRows(server)).filter((row) => row.username_key === "wanted by all")).toHaveLength(
      1,
    );
  });
});

describe("a change of username or email", () => {
  it.each([
    [{ username: "" }, [fieldErrorOf("username", "too-short")]],
    [{ username: " \u3000 " }, [fieldErrorOf("username", "too-short")]],
    [{ username: "x".repeat(51) }, [fieldErrorOf("username", "too-long")]],
    [{ username: "a\u202eb" }, [fieldErrorOf("username", "invalid-format")]],
    [{ username: "-_-" }, [fieldErrorOf("username", "invalid-format")]],
    [{ username: null }, [fieldErrorOf("username", "invalid-type")]],
    [{ email: "" }, [fieldErrorOf("email", "too-short")]],
    [{ email: "ada@" }, [fieldErrorOf("email", "invalid-format")]],
    [{ email: "\u212Aarl@example.com" }, [fieldErrorOf("email", "invalid-format")]],
    [{ email: null }, [fieldErrorOf("email", "invalid-type")]],
    [
      { username: 1, email: [] },
      [fieldErrorOf("username", "invalid-type"), fieldErrorOf("email", "invalid-type")],
    ],
    [{ username: "Fine", email: "not" }, [fieldErrorOf("email", "invalid-format")]],
    [[], [fieldErrorOf("", "invalid-type")]],
    [null, [fieldErrorOf("", "invalid-type")]],
  ])("is rejected with 422 for %j", async (json, errors) => {
    const rows = await readRows();
    expectProblem(await change(json), "validation-error", { errors });
    expect(await readRows()).toEqual(rows);
  });
});

it("changing a foreign account gets 403, an unknown one 404, and without a token 401", async () => {
  const rows = await readRows();
  const json = { username: "Changed" };
  expectProblem(await change(json, eve), "forbidden");
  for (const id of ["0", "2000000000", "2147483648", "9".repeat(50)]) {
    expectProblem(await change(json, eve, id), "user-not-found", { detail: "User not found" });
  }
  for (const id of ["abc", "1.0", "%201", "ME"]) {
    const errors = [{ parameter: "id", detail: expect.any(String) as string, code: "invalid-format" }];
    expectProblem(await change(json, eve, id), "validation-error", { errors });
  }
  expectProblem(await call(server, "PATCH", `/api/users/${ada.id}`, { json }), "not-authenticated");
  expectProblem(
    await call(server, "PATCH", "/api/users/me", { token: eve.token, json }),
    "method-not-allowed",
    {
      headers: { allow: "GET, HEAD, OPTIONS" },
    },
  );
  expect(await readRows()).toEqual(rows);
});
