import { beforeEach, describe, expect, it, vi } from "vitest";
import { call } from "../../support/call";
import { execute } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import {
  countCounters,
  expectLimited,
  failLogin,
  LIMITED,
  passTime,
  requireLogin,
  tryLogIn,
} from "../../support/limits";
import { textWithoutId } from "../../support/problems";
import { inRequest, logOf } from "../../support/log";
import { PASSWORD, addCheapUser } from "../../support/users";

// Dozens to hundreds of logins, one after the other.
vi.setConfig({ testTimeout: 120_000 });

const server = provideOwnInkwell({ env: LIMITED });
/** The rest of 15 minutes, with tolerance for slow machines. */
const WAIT = { from: 780, to: 900 };

// The set-up counts toward the limits.
beforeEach(() => execute(server, "DELETE FROM rate_limits"));

it("ten failures for an email from an address block that pair only, even with the right password", async () => {
  const { email } = await addCheapUser(server);
  await failLogin(server, 10, { email });
  expectLimited(await tryLogIn(server, { email }), WAIT);
  expectLimited(await tryLogIn(server, { email, password: PASSWORD }), WAIT);
  await requireLogin(server, { email, address: "192.0.2.2" });
  expectLimited(await tryLogIn(server, { email, password: PASSWORD }), WAIT);
});

it("the failure that blocks is logged, and so is each rejected login", async () => {
  const { email } = await addCheapUser(server);
  await failLogin(server, 9, { email });
  const path = "/api/users/token";
  const warn = { level: "warn", address: "192.0.2.1" };
  const account: unknown = expect.stringMatching(/^[\da-f]{16}$/);
  const last = await tryLogIn(server, { email });
  expect(logOf(server, last)).toEqual([
    { ...inRequest(last, "POST", path), ...warn, event: "authn_login_lock", account, seconds: 900 },
    { ...inRequest(last, "POST", path), ...warn, event: "authn_login_fail", account },
  ]);
  const rejected = await tryLogIn(server, { email });
  expect(logOf(server, rejected)).toEqual([
    { ...inRequest(rejected, "POST", path), ...warn, event: "excess_rate_limit_exceeded" },
  ]);
});

it("after the wait, the login is accepted and the failures are forgotten", async () => {
  const { email } = await addCheapUser(server);
  await failLogin(server, 10, { email });
  expectLimited(await tryLogIn(server, { email }), WAIT);
  await passTime(server, 901);
  await requireLogin(server, { email });
  await failLogin(server, 10, { email });
  expectLimited(await tryLogIn(server, { email }), WAIT);
});

it("the second wait is longer than the first", async () => {
  const { email } = await addCheapUser(server);
  await failLogin(server, 10, { email });
  expectLimited(await tryLogIn(server, { email }), WAIT);
  await passTime(server, 901);
  await failLogin(server, 10, { email });
  expectLimited(await tryLogIn(server, { email }), { from: 1680, to: 1800 });
});

it("all spellings of an email share one counter", async () => {
  const { email } = await addCheapUser(server);
  for (const spelling of [email.toUpperCase(), ` ${email} `]) await failLogin(server, 5, { email: spelling });
  expectLimited(await tryLogIn(server, { email, password: PASSWORD }), WAIT);
});

describe("an email without an account is blocked like any other", () => {
  it.each(["nobody@example.com", "no email at all", "@"])("%s", async (nobody) => {
    const { email } = await addCheapUser(server);
    const [first, other] = await Promise.all(
      [email, nobody].map(async (name) => {
        await failLogin(server, 10, { email: name });
        return tryLogIn(server, { email: name });
      }),
    );
    const seconds = [first, other].map((answer) => answer && expectLimited(answer, WAIT));
    const plain = [first, other].map((answer) => answer && textWithoutId(answer));
    // Both were locked in the same moment, or nearly.
    expect(Math.abs(Number(seconds[0]) - Number(seconds[1]))).toBeLessThan(30);
    expect(plain[0]).toBe(plain[1]);
  });
});

it("sixteen wrong passwords at once with one attempt left get one 401", async () => {
  const { email } = await addCheapUser(server);
  await failLogin(server, 9, { email });
  const answers = await Promise.all(Array.from({ length: 16 }, () => tryLogIn(server, { email })));
  expect(answers.map(({ status }) => status).sort()).toEqual([401, ...Array<number>(15).fill(429)]);
});

it("successful logins never count toward the limit", async () => {
  const { email } = await addCheapUser(server);
  for (let time = 0; time < 12; time += 1) await requireLogin(server, { email });
  await failLogin(server, 10, { email });
});

it("requests that are not login attempts never count toward the limit", async () => {
  const { email } = await addCheapUser(server);
  const before = await countCounters(server);
  const password = "wrong canary";
  for (let time = 0; time < 12; time += 1) {
    const statuses = [
      await call(server, "POST", "/api/users/token", { form: { username: email } }),
      await call(server, "POST", "/api/users/token", {
        form: { username: email, password, grant_type: "code" },
      }),
      await call(server, "POST", "/api/users/token", { json: { username: email, password } }),
      await call(server, "GET", "/api/users/token"),
      await call(server, "GET", "/api/users/1"),
    ].map(({ status }) => status);
    expect(statuses).toEqual([400, 400, 415, 405, 200]);
  }
  expect(await countCounters(server)).toBe(before);
  await failLogin(server, 10, { email });
});
