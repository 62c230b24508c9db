import { beforeEach, expect, it, vi } from "vitest";
import { call } from "../../support/call";
import { execute } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import { expectLimited, failLogin, LIMITED, passTime, tryLogIn } from "../../support/limits";
import { logOf } from "../../support/log";
import { expectProblem, fieldErrorOf } from "../../support/problems";
import { statusOf } from "../../support/sessions";
import { PASSWORD, addCheapUser, addSession, type TestUser } from "../../support/users";

// Dozens of password hashes, one after the other.
vi.setConfig({ testTimeout: 120_000 });

const ADDRESS = "192.0.2.1";
const NEW_PASSWORD = "another canary of the tests";
/** The rest of 15 minutes, with tolerance for slow machines. */
const WAIT = { from: 780, to: 900 };

const server = provideOwnInkwell({ env: LIMITED });
let user: TestUser & { token: string };

beforeEach(async () => {
  const added = await addCheapUser(server);
  user = { ...added, token: await addSession(server, added) };
  await execute(server, "DELETE FROM rate_limits");
});

const change = (current: string, newPassword = NEW_PASSWORD) =>
  call(server, "PUT", "/api/users/me/password", {
    token: user.token,
    headers: { "X-Forwarded-For": ADDRESS },
    json: { current_password: current, new_password: newPassword },
  });

async function failChange(times: number): Promise<void> {
  const errors = [fieldErrorOf("current_password", "wrong-password")];
  for (let time = 0; time < times; time += 1)
    expectProblem(await change("wrong canary"), "wrong-password", { errors });
}

it("ten wrong current passwords block password changes and logins, even with the right password", async () => {
  await failChange(10);
  expectLimited(await change(PASSWORD), WAIT);
  expectLimited(await change(PASSWORD, "password1234"), WAIT);
  expectLimited(await tryLogIn(server, { email: user.email, password: PASSWORD, address: ADDRESS }), WAIT);
  // Existing sessions stay valid.
  expect(await statusOf(server, user.token)).toBe(200);
  await passTime(server, 901);
  expect((await change(PASSWORD)).status).toBe(204);
});

it("failed logins count toward the limit of password changes", async () => {
  await failLogin(server, 9, { email: user.email, address: ADDRESS });
  await failChange(1);
  expectLimited(await change(PASSWORD), WAIT);
});

it("the failure that blocks is logged, and so is each rejected password change", async () => {
  await failChange(9);
  const account: unknown = expect.stringMatching(/^[\da-f]{16}$/);
  const warn = { level: "warn", user_id: user.id, address: ADDRESS, path: "/api/users/me/password" };
  expect(logOf(server, await change("wrong canary"))).toMatchObject([
    { ...warn, event: "authn_login_lock", account, seconds: 900 },
    { ...warn, event: "authn_password_change_fail" },
  ]);
  expect(logOf(server, await change(PASSWORD))).toMatchObject([
    { ...warn, event: "excess_rate_limit_exceeded" },
  ]);
});

it("sixteen wrong current passwords at once with one attempt left get one 403", async () => {
  await failChange(9);
  const answers = await Promise.all(Array.from({ length: 16 }, () => change("wrong canary")));
  expect(answers.map(({ status }) => status).sort()).toEqual([403, ...Array<number>(15).fill(429)]);
});

it("an invalid new password does not count, because the current password is not checked", async () => {
  for (let time = 0; time < 12; time += 1) expect((await change("wrong canary", "short")).status).toBe(422);
  for (let time = 0; time < 12; time += 1)
    expect((await change("wrong canary", "password1234")).status).toBe(422);
  expect((await change(PASSWORD)).status).toBe(204);
});
