import { expect } from "vitest";
import { call, type Answer } from "./call";
import { execute, query } from "./database";
import type { Inkwell } from "./inkwell";
import { expectProblem } from "./problems";
import { PASSWORD } from "./users";

/** Turns the default limits on, and trusts `X-Forwarded-For`, so that a test can choose the client address. */
export const LIMITED = { RATE_LIMITS: "on", TRUSTED_PROXY_HOPS: "1" };

/** A login attempt: the account, the password and the client address. */
export interface LoginTry {
  email: string;
  password?: string;
  address?: string;
}

/** Tries to log in, by default with a wrong password. */
export async function tryLogIn(
  server: Inkwell,
  { email, password = "wrong canary", address = "192.0.2.1" }: LoginTry,
): Promise<Answer> {
  const form = { username: email, password };
  return call(server, "POST", "/api/users/token", { form, headers: { "X-Forwarded-For": address } });
}

/** Fails to log in a number of times. */
export async function failLogin(server: Inkwell, times: number, who: LoginTry): Promise<void> {
  for (let time = 0; time < times; time += 1)
    expectProblem(await tryLogIn(server, who), "invalid-credentials", {
      detail: "Incorrect email or password",
    });
}

/** Logs in with the right password. */
export async function requireLogin(server: Inkwell, who: LoginTry): Promise<void> {
  const { status, text } = await tryLogIn(server, { password: PASSWORD, ...who });
  expect(status, text).toBe(200);
}

/** Expects a 429 response and returns its `Retry-After` in seconds. */
export function expectLimited(answer: Answer, { from, to }: { from: number; to: number }): number {
  expectProblem(answer, "too-many-requests");
  const seconds = Number(answer.headers["retry-after"]);
  expect(seconds).toBeGreaterThanOrEqual(from);
  expect(seconds).toBeLessThanOrEqual(to);
  return seconds;
}

/** Moves the counters of the limits back in time, as if that many seconds had passed. */
export async function passTime(server: Inkwell, seconds: number): Promise<void> {
  const ms = seconds * 1000;
  const sql = "UPDATE rate_limits SET started_at = started_at - ?, expires_at = expires_at - ?";
  await execute(server, sql, ms, ms);
}

/** Returns the number of counters. */
export async function countCounters(server: Inkwell): Promise<number> {
  return (await query(server, "SELECT key FROM rate_limits")).length;
}
