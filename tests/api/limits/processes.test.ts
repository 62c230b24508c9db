import { expect, it, vi } from "vitest";
import { execute } from "../../support/database";
import { provideOwnInkwell, startInkwell } from "../../support/inkwell";
import { expectLimited, failLogin, LIMITED, requireLogin, tryLogIn } from "../../support/limits";
import { PASSWORD, addCheapUser } from "../../support/users";

// Dozens to hundreds of logins, one after the other.
vi.setConfig({ testTimeout: 120_000 });

const server = provideOwnInkwell({ env: LIMITED });

it("two processes on one database count failed logins together", async () => {
  const other = await startInkwell({ databaseUrl: server.databaseUrl, env: LIMITED });
  const { email } = await addCheapUser(server);
  await failLogin(server, 5, { email });
  await failLogin(other, 4, { email });
  const answers = await Promise.all(
    Array.from({ length: 16 }, (_, index) => tryLogIn(index % 2 === 0 ? server : other, { email })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([401, ...Array<number>(15).fill(429)]);
  for (const process of [server, other])
    expectLimited(await tryLogIn(process, { email, password: PASSWORD }), { from: 780, to: 900 });

  await requireLogin(other, { email, address: "192.0.2.2" });
  await other.stop();
});

it("a restart keeps the counts of failed logins", async () => {
  const { email } = await addCheapUser(server);
  const options = { databaseUrl: server.databaseUrl, env: LIMITED };
  const first = await startInkwell(options);
  await failLogin(first, 10, { email });
  await first.stop();
  const second = await startInkwell(options);
  expectLimited(await tryLogIn(second, { email }), { from: 780, to: 900 });
  await second.stop();
});

it("setting the clock back an hour blocks no login for longer", async () => {
  const { email } = await addCheapUser(server);
  await failLogin(server, 10, { email });
  expectLimited(await tryLogIn(server, { email }), { from: 780, to: 900 });
  // The rows are then an hour ahead of the clock.
  await execute(
    server,
    "UPDATE rate_limits SET started_at = started_at + 3600000, expires_at = expires_at + 3600000",
  );
  await requireLogin(server, { email });
});

it("RATE_LIMITS=off limits nothing and logs a warning at the start", async () => {
  const off = await startInkwell({ env: { RATE_LIMITS: "off" } });
  const line =
    off
      .output()
      .split("\n")
      .find((text) => text.includes("RATE_LIMITS")) ?? "";
  expect(JSON.parse(line)).toMatchObject({ level: "warn", message: expect.stringContaining("RATE_LIMITS") });
  await failLogin(off, 12, { email: (await addCheapUser(off)).email });
  await off.stop();
  expect(server.output()).not.toContain("RATE_LIMITS");
});
