import { expect, it } from "vitest";
import { toInitialsPath } from "@/lib/schemas/initials";
import { call } from "../../support/call";
import { readUserRow, readUserRows } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem, expectSuccess } from "../../support/problems";
import { logIn, newUser, register } from "../../support/users";

const server = provideInkwell();

/** The account of a new user, as its owner sees it. */
const privateUser = ({ id, username, email }: { id: number; username: string; email: string }) => ({
  id,
  username,
  email,
  email_verified: false,
  pending_email: null,
  image_file: null,
  image_path: toInitialsPath(username),
});

it("a registration returns 201 with the private account and its Location", async () => {
  const user = newUser();
  const answer = await call(server, "POST", "/api/users", { json: user });
  const { id } = answer.body as { id: number };
  expectSuccess(answer, 201, privateUser({ ...user, id }), { location: `/api/users/${id}` });
  expect(Number.isInteger(id) && id > 0).toBe(true);
});

it("a registration stores only the hash of the password", async () => {
  const { username, email } = newUser();
  const user = await register(server, { username, email: email.toUpperCase() });
  expect(await readUserRow(server, user.id)).toEqual({
    id: user.id,
    username,
    username_key: username.toLowerCase(),
    email,
    password_hash: expect.stringMatching(/^\$argon2id\$v=19\$m=65536,t=3,p=4\$[\w+/]{22}\$[\w+/]{43}$/),
    email_verified_at: null,
    image_file: null,
    created_at: expect.stringMatching(/^20\d\d-\d\d-\d\dT[\d:.]+(Z|\+00:00)$/),
  });
});

it("two registrations with the same password store different hashes", async () => {
  const [first, second] = [await register(server), await register(server)];
  expect((await readUserRow(server, first.id))?.password_hash).not.toBe(
    (await readUserRow(server, second.id))?.password_hash,
  );
});

it("a registration ignores unknown members and never stores them", async () => {
  const user = newUser();
  const unknown = {
    id: 4_000,
    user_id: 1,
    password_hash: "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$c29tZWhhc2g",
    username_key: "someone else",
    image_file: "../../.env",
    image_path: "https://evil.example/",
    created_at: "1970-01-01T00:00:00Z",
    is_admin: true,
    role: "admin",
    emailVerified: true,
    isAdmin: true,
    passwordHash: "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$c29tZWhhc2g",
    usernameKey: "someone else",
    imageFile: "../../.env",
    createdAt: "1970-01-01T00:00:00Z",
    constructor: { prototype: { is_admin: true } },
  };
  const answer = await call(server, "POST", "/api/users", {
    body: JSON.stringify({ ...unknown, ...user }).replace(
      "{",
      '{"__proto__":{"is_admin":true,"toString":null},',
    ),
    headers: { "Content-Type": "application/json" },
  });
  const row = (await readUserRows(server)).find(({ email }) => email === user.email);
  const id = row?.id ?? 0;
  expectSuccess(answer, 201, privateUser({ ...user, id }), { location: `/api/users/${id}` });
  expect(id).toBeLessThan(1_000_000);
  expect(row).toMatchObject({ username_key: user.username.toLowerCase(), image_file: null });
  expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=65536,/);
  expect(row?.created_at).not.toMatch(/^1970/);

  // The body has not changed the prototype that later requests use.
  expectProblem(await call(server, "GET", "/api/users/me"), "not-authenticated");
  const token = await logIn(server, user);
  expectSuccess(await call(server, "GET", "/api/users/me", { token }), 200, answer.body);
});

it("a registration stores SQL and markup in a username as typed", async () => {
  const username = `Robert'); DROP TABLE users;-- " OR 1=1 %_ <b>`;
  const { id } = await register(server, { username });
  expect((await readUserRow(server, id))?.username).toBe(username);
  expect(await call(server, "GET", `/api/users/${id}`)).toMatchObject({ status: 200, body: { username } });
});

it("rejects a repeated registration and stores it once", async () => {
  const user = newUser();
  const send = () => call(server, "POST", "/api/users", { json: user });
  expect((await send()).status).toBe(201);
  expect((await send()).status).toBe(409);
  expect((await readUserRows(server)).filter(({ email }) => email === user.email)).toHaveLength(1);
});
