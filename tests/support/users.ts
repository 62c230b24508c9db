import { expect } from "vitest";
import { call, keepSecret } from "./call";
import type { Inkwell } from "./inkwell";

/** A password for tests that are not about passwords. */
export const PASSWORD = "canary password of the tests";

export interface TestUser {
  id: number;
  username: string;
  email: string;
  password: string;
}

let count = 0;

/** The body of a registration, of a name and an e-mail that the file has not used yet. */
export function newUser(overrides: Partial<Omit<TestUser, "id">> = {}): Omit<TestUser, "id"> {
  count += 1;
  return { username: `User ${count}`, email: `user-${count}@example.com`, password: PASSWORD, ...overrides };
}

/** Registers a user. */
export async function register(
  server: Inkwell,
  overrides: Partial<Omit<TestUser, "id">> = {},
): Promise<TestUser> {
  const user = newUser(overrides);
  const answer = await call(server, "POST", "/api/users", { json: user });
  expect(answer.status, answer.text).toBe(201);
  return { ...user, ...(answer.body as { id: number; username: string; email: string }) };
}

/** Logs a user in and gives the access token. */
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

/** Registers a user and logs them in. */
export async function signUp(server: Inkwell): Promise<TestUser & { token: string }> {
  const user = await register(server);
  return { ...user, token: await logIn(server, user) };
}
