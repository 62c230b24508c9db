import { expect } from "vitest";
import { call, type Answer } from "./call";
import { withDatabase } from "./database";
import type { Inkwell } from "./inkwell";
import { sidOf } from "./mint-token";
import { expectSuccess } from "./problems";
import { register, type TestUser } from "./users";

export const TOKEN_PATH = "/api/users/token";
export const REVOCATION_PATH = "/api/users/token/revoke";
export const SESSIONS_PATH = "/api/users/me/sessions";

/** A row of the sessions table, column by column. */
export interface SessionRow {
  id: number;
  /** The `sid` of its access tokens. */
  sid: string;
  user_id: number;
  device: string;
  address: string;
  created_at: string;
  last_used_at: string;
  expires_at: string;
  family_hash: string | null;
  token_hash: string | null;
  previous_token_hash: string | null;
  rotated_at: string | null;
}

/** What a log-in for a refresh token, or a renewal, gives. */
export interface Tokens {
  accessToken: string;
  refreshToken: string;
  /** The `sid` of the access token. */
  sid: string;
}

type Credentials = Pick<TestUser, "email" | "password">;

/** Logs in as a program does that wants a refresh token. */
export async function logInOffline(
  server: Inkwell,
  { email, password }: Credentials,
  headers: Record<string, string> = {},
): Promise<Tokens> {
  const form = { username: email, password, scope: "offline_access" };
  return requireTokens(await call(server, "POST", TOKEN_PATH, { form, headers }));
}

/** Registers a user and logs them in for a refresh token. */
export async function signUpOffline(server: Inkwell): Promise<TestUser & Tokens> {
  const user = await register(server);
  return { ...user, ...(await logInOffline(server, user)) };
}

/** Uses a refresh token. */
export async function renew(server: Inkwell, refreshToken: string): Promise<Answer> {
  return call(server, "POST", TOKEN_PATH, {
    form: { grant_type: "refresh_token", refresh_token: refreshToken },
  });
}

/** Compares a whole answer with the pair of tokens that it must be. */
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

/** Whether an access token opens something: the status of `/api/users/me`. */
export async function statusOf(server: Inkwell, accessToken: string): Promise<number> {
  return (await call(server, "GET", "/api/users/me", { token: accessToken })).status;
}

/** Ends the session of a token, as a log-out does. */
export async function revoke(server: Inkwell, token: string): Promise<Answer> {
  return call(server, "POST", REVOCATION_PATH, { form: { token } });
}

/** The rows of the sessions table, oldest first; of one user, if one is named. */
export function readSessionRows(server: Inkwell, userId?: number): SessionRow[] {
  return withDatabase(server, (database) =>
    database.prepare<[], SessionRow>("SELECT * FROM sessions ORDER BY created_at, id").all(),
  ).filter((row) => userId === undefined || row.user_id === userId);
}

/** The row of one session. */
export function readSessionRow(server: Inkwell, sid: string): SessionRow | undefined {
  return readSessionRows(server).find((row) => row.sid === sid);
}

/** The id of a session, by which its owner names it. */
export function sessionIdOf(server: Inkwell, sid: string): number {
  const id = readSessionRow(server, sid)?.id;
  if (id === undefined) throw new Error(`There is no session ${sid}`);
  return id;
}

/** Lets time pass for a session, whose times are in the database. */
export function passSessionTime(server: Inkwell, sid: string, seconds: number): void {
  const shift = (time: string | null) =>
    time && new Date(Date.parse(time) - seconds * 1000).toISOString().replace("Z", "+00:00");
  withDatabase(server, (database) => {
    const columns = ["created_at", "last_used_at", "expires_at", "rotated_at"] as const;
    const row = readSessionRow(server, sid);
    expect(row).toBeDefined();
    const values = columns.map((column) => shift(row?.[column] ?? null));
    const assignments = columns.map((column) => `${column} = ?`).join(", ");
    database.prepare(`UPDATE sessions SET ${assignments} WHERE sid = ?`).run(...values, sid);
  });
}
