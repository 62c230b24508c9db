import { expect } from "vitest";
import { call, type Answer } from "./call";
import { execute, query } from "./database";
import type { Inkwell } from "./inkwell";
import { expectProblem } from "./problems";
import { PASSWORD } from "./users";

/** Limits as anyone gets them; `X-Forwarded-For` is a proxy's word, so that a test can come from anywhere. */
export const LIMITED = { RATE_LIMITS: "on", TRUSTED_PROXY_HOPS: "1" };

/** Who tries to log in, with which password and from where. */
export interface LoginTry {
  email: string;
  password?: string;
  address?: string;
}

/** Tries to log in, with the wrong password unless told the right one. */
export async function tryLogIn(
  server: Inkwell,
  { email, password = "wrong canary", address = "192.0.2.1" }: LoginTry,
): Promise<Answer> {
  const form = { username: email, password };
  return call(server, "POST", "/api/users/token", { form, headers: { "X-Forwarded-For": address } });
}

/** Fails to log in so many times. */
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

/** Compares a whole answer with the 429 that it must be; gives how long to wait, in seconds. */
export function expectLimited(answer: Answer, { from, to }: { from: number; to: number }): number {
  expectProblem(answer, "too-many-requests");
  const seconds = Number(answer.headers["retry-after"]);
  expect(seconds).toBeGreaterThanOrEqual(from);
  expect(seconds).toBeLessThanOrEqual(to);
  return seconds;
}

/** Lets time pass for the limits of a server, which it keeps in its database. */
export async function passTime(server: Inkwell, seconds: number): Promise<void> {
  const ms = seconds * 1000;
  const sql = "UPDATE rate_limits SET started_at = started_at - ?, expires_at = expires_at - ?";
  await execute(server, sql, ms, ms);
}

/** Returns the number of counters. */
export async function countCounters(server: Inkwell): Promise<number> {
  return (await query(server, "SELECT key FROM rate_limits")).length;
}
