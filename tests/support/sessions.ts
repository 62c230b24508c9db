import { createHash, randomBytes, randomUUID } from "node:crypto";
import { expect } from "vitest";
import { call, keepSecret, type Answer } from "./call";
import { execute, insertSession, readSessionRow } from "./database";
import type { Inkwell } from "./inkwell";
import { mintAccessToken, sidOf } from "./mint-token";
import { expectSuccess } from "./problems";
import { addUser, type TestUser } from "./users";

export const TOKEN_PATH = "/api/users/token";
export const REVOCATION_PATH = "/api/users/token/revoke";
export const SESSIONS_PATH = "/api/users/me/sessions";

/** The tokens that a login with a refresh token, or a renewal, returns. */
export interface Tokens {
  accessToken: string;
  refreshToken: string;
  /** The `sid` of the access token. */
  sid: string;
}

type Credentials = Pick<TestUser, "email" | "password">;

/** Logs in as a program that wants a refresh token. */
export async function logInOffline(
  server: Inkwell,
  { email, password }: Credentials,
  headers: Record<string, string> = {},
): Promise<Tokens> {
  const form = { username: email, password, scope: "offline_access" };
  return requireTokens(await call(server, "POST", TOKEN_PATH, { form, headers }));
}

/** Adds a user with a session that has a refresh token straight to the database, without the work of a login. */
export async function signUpOffline(server: Inkwell): Promise<TestUser & Tokens> {
  const user = await addUser(server);
  const sid = randomUUID();
  const bytes = randomBytes(48);
  const refreshToken = bytes.toString("base64url");
  await insertSession(server, {
    sid,
    user_id: user.id,
    expires_at: new Date(Date.now() + 30 * 24 * 3600 * 1000),
    // As lib/server/sessions/refresh-token.ts hashes them.
    family_hash: createHash("sha256").update(bytes.subarray(0, 16)).digest("base64url"),
    token_hash: createHash("sha256").update(bytes).digest("base64url"),
  });
  const accessToken = mintAccessToken({ userId: user.id, sid });
  keepSecret(server, [accessToken, refreshToken]);
  return { ...user, sid, accessToken, refreshToken };
}

/** Uses a refresh token. */
export async function renew(server: Inkwell, refreshToken: string): Promise<Answer> {
  return call(server, "POST", TOKEN_PATH, {
    form: { grant_type: "refresh_token", refresh_token: refreshToken },
  });
}

/** Expects a response with a pair of tokens, and returns them. */
export function requireTokens(answer: Answer): Tokens {
  const body = {
    access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as unknown,
    token_type: "bearer",
    expires_in: 1800,
    refresh_token: expect.stringMatching(/^[\w-]{64}$/) as unknown,
    scope: "offline_access",
  };
  expectSuccess(answer, 200, body, { pragma: "no-cache" });
  const { access_token, refresh_token } = answer.body as { access_token: string; refresh_token: string };
  return { accessToken: access_token, refreshToken: refresh_token, sid: sidOf(access_token) };
}

/** Returns the status of `/api/users/me` for an access token: 200 if it is accepted. */
export async function statusOf(server: Inkwell, accessToken: string): Promise<number> {
  return (await call(server, "GET", "/api/users/me", { token: accessToken })).status;
}

/** Ends the session of a token, as logging out does. */
export async function revoke(server: Inkwell, token: string): Promise<Answer> {
  return call(server, "POST", REVOCATION_PATH, { form: { token } });
}

/** Returns the id of a session, by which its owner names it. */
export async function sessionIdOf(server: Inkwell, sid: string): Promise<number> {
  const row = await readSessionRow(server, sid);
  if (row === undefined) throw new Error(`There is no session ${sid}`);
  return row.id;
}

/** Lets time pass for a session, whose times are in the database. */
export async function passSessionTime(server: Inkwell, sid: string, seconds: number): Promise<void> {
  const row = await readSessionRow(server, sid);
  if (row === undefined) throw new Error(`There is no session ${sid}`);
  const columns = ["created_at", "last_used_at", "expires_at", "rotated_at"] as const;
  const assignments = columns.map((column) => `${column} = ?`).join(", ");
  const times = columns.map((column) => {
    const time = row[column];
    return time === null ? null : new Date(Date.parse(time) - seconds * 1000);
  });
  await execute(server, `UPDATE sessions SET ${assignments} WHERE sid = ?`, ...times, sid);
}
