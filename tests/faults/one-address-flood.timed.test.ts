import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { quantile } from "../bench/measure";
import { call } from "../support/call";
import { provideOwnInkwell } from "../support/inkwell";
import { readMemoryMib } from "../support/memory";
import { LIMITED, requireLogin } from "../support/limits";
import { ROOT, startProgram } from "../support/process";
import { PASSWORD, register, signUp } from "../support/users";
import { expectMemoryBelow } from "./support/bystander";

const CONNECTIONS = 200;
const FLOOD_MS = 15_000;
/** The longest that 19 of 20 requests of other clients may take, in milliseconds. */
const USUAL_MS = 1_000;
/** The longest that any of them may take: the machine also runs the flood and this test. */
const WORST_MS = 5_000;
/** How much larger the process may remain than before the flood. */
const GROWTH = 1.4;

vi.setConfig({ testTimeout: 240_000 });

const server = provideOwnInkwell({ env: LIMITED });

async function time(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

/** Floods the server with logins from one address and returns how often each status came. */
async function flood(ms: number, form: Record<string, string>, meanwhile?: () => Promise<void>) {
  const program = path.join(ROOT, "tests/faults/support/flood.ts");
  const settings = [server.port, CONNECTIONS, ms, "203.0.113.1", new URLSearchParams(form)].map(String);
  const flooding = startProgram(process.execPath, ["--import", "tsx", program, ...settings]);
  let isOver = false;
  const over = flooding.exited.finally(() => (isOver = true));
  await flooding.prints(/begun/);
  while (meanwhile !== undefined && !isOver) await meanwhile();
  expect(await over, flooding.output()).toEqual({ code: 0, signal: null });
  return JSON.parse(/\{.*\}/.exec(flooding.output())?.[0] ?? "{}") as Record<string, number>;
}

it.each([
  ["right", PASSWORD, "200"],
  ["wrong", "a wrong password", "429"],
])("a flood of %s logins from one address does not stop other clients", async (_what, password, status) => {
  const attacker = await register(server);
  const user = await signUp(server);
  // A separate account, because the oldest session of `user` ends after a hundred logins.
  const reader = await signUp(server);
  const form = { username: attacker.email, password, scope: "offline_access" };
  await flood(3_000, form); // loads what the process keeps, such as compiled code, before the measurement
  await sleep(3_000);
  const before = readMemoryMib(server.pid, "now");

  const [reads, logins]: [number[], number[]] = [[], []];
  let turn = 0;
  const statuses = await flood(FLOOD_MS, form, async () => {
    turn += 1;
    const address = `192.0.2.${turn % 250}`;
    reads.push(
      await time(async () => expect((await fetch(server.url)).status).toBe(200)),
      await time(async () =>
        expect((await call(server, "GET", "/api/users/me", { token: reader.token })).status).toBe(200),
      ),
    );
    logins.push(await time(() => requireLogin(server, { email: user.email, address })));
  });

  const worst = (times: number[]) => Math.max(...times).toFixed(0);
  console.log(
    `${JSON.stringify(statuses)}; ${turn} turns: read ${worst(reads)} ms, login ${worst(logins)} ms at most; ` +
      `${before.toFixed(0)} MiB before, ${readMemoryMib(server.pid, "now").toFixed(0)} MiB after`,
  );
  expect(statuses[status]).toBeGreaterThan(0);
  for (const times of [reads, logins]) {
    expect(quantile(times, 0.95)).toBeLessThan(USUAL_MS);
    expect(Math.max(...times)).toBeLessThan(WORST_MS);
  }
  await expectMemoryBelow(server, GROWTH * before);
});
