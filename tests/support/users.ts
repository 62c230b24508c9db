import { randomBytes, randomUUID } from "node:crypto";
import { hash } from "@node-rs/argon2";
import { expect } from "vitest";
import { foldText } from "@/lib/server/fold-text";
import { call, keepSecret } from "./call";
import { insertSession, insertUsers } from "./database";
import type { Inkwell } from "./inkwell";
import { mintAccessToken } from "./mint-token";

/** A password for tests that are not about passwords. */
export const PASSWORD = "canary password of the tests";

const HASH_COST = { memoryCost: 65_536, timeCost: 3, parallelism: 4 };
/** The hash of `PASSWORD`, at the product's cost. */
const PASSWORD_HASH =
  "$argon2id$v=19$m=65536,t=3,p=4$rA6yPshP0e7Ph341tjaVQQ$sUM00zM5JnUiCMQqUd7b/2iVYNdB0AsaEZA2nzVixiI";

/** A hash of `PASSWORD` that takes no time to verify. A successful login replaces it. */
const CHEAP_HASH =
  "$argon2id$v=19$m=64,t=1,p=1$SpbKe0TOMRPL0kTkXpEr8g$OSmkkFaUxyw42wyg1IDqKfN26uWCKi9/z6XmC68QMfc";

export interface TestUser {
  id: number;
  username: string;
  email: string;
  password: string;
}

/** A user who is logged in. */
export type Author = TestUser & { token: string };

/** Distinguishes the users of one worker from those of others on the same server. */
const mark = randomBytes(4).toString("hex");
let count = 0;

/** Returns the body of a registration, with a username and an email that no other has. */
export function newUser(overrides: Partial<Omit<TestUser, "id">> = {}): Omit<TestUser, "id"> {
  count += 1;
  return {
    username: `User ${mark} ${count}`,
    email: `user-${mark}-${count}@example.com`,
    password: PASSWORD,
    ...overrides,
  };
}

/** Adds a user straight to the database, for tests that are not about registration. */
export async function addUser(
  server: Inkwell,
  overrides: Partial<Omit<TestUser, "id">> = {},
): Promise<TestUser> {
  const password = overrides.password ?? PASSWORD;
  return insertUser(
    server,
    newUser(overrides),
    password === PASSWORD ? PASSWORD_HASH : await hash(password, HASH_COST),
  );
}

/** Adds a user whose password is `PASSWORD` and costs nothing to verify, for tests with many failed logins. */
export async function addCheapUser(server: Inkwell, overrides: { email?: string } = {}): Promise<TestUser> {
  return insertUser(server, newUser(overrides), CHEAP_HASH);
}

async function insertUser(
  server: Inkwell,
  user: Omit<TestUser, "id">,
  password_hash: string,
): Promise<TestUser> {
  const { username, email, password } = user;
  keepSecret(server, [password]);
  const [id] = await insertUsers(server, [
    { username, username_key: foldText(username), email, password_hash },
  ]);
  return { ...user, id: id as number };
}

/** Adds a session straight to the database, for tests that are not about login, and returns its access token. */
export async function addSession(server: Inkwell, { id }: Pick<TestUser, "id">): Promise<string> {
  const sid = randomUUID();
  await insertSession(server, { sid, user_id: id });
  const token = mintAccessToken({ userId: id, sid });
  keepSecret(server, [token]);
  return token;
}

/** Adds a user who is logged in, without the work of hashing a password. */
export async function signUp(
  server: Inkwell,
  overrides: Partial<Omit<TestUser, "id">> = {},
): Promise<Author> {
  const user = await addUser(server, overrides);
  return { ...user, token: await addSession(server, user) };
}

/** Registers a user through the API. */
export async function register(
  server: Inkwell,
  overrides: Partial<Omit<TestUser, "id">> = {},
): Promise<TestUser> {
  const user = newUser(overrides);
  const answer = await call(server, "POST", "/api/users", { json: user });
  expect(answer.status, answer.text).toBe(201);
  return { ...user, ...(answer.body as { id: number; username: string; email: string }) };
}

/** Logs a user in through the API and returns the access token. */
export async function logIn(
  server: Inkwell,
  { email, password }: Pick<TestUser, "email" | "password">,
): Promise<string> {
  const answer = await call(server, "POST", "/api/users/token", { form: { username: email, password } });
  expect(answer.status, answer.text).toBe(200);
  const { access_token: token } = answer.body as { access_token: string };
  keepSecret(server, [token]);
  return token;
}
