import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { call } from "../support/call";
import { provideInkwell } from "../support/inkwell";
import { readPeakMemoryMib } from "../support/peak-memory";
import { ROOT, startProgram } from "../support/process";
import { logIn, signUp, type TestUser } from "../support/users";

const CONNECTIONS = 500;
const FLOOD_MS = 30_000;
/** How long `/me` may take for 99 of 100 requests meanwhile, in milliseconds. */
const ME_P99_MS = 250;
const MEMORY_MIB = 600;
/** What the noise of a machine may add to a log-in that takes as long as before, in milliseconds. */
const LOG_IN_SLACK_MS = 500;

const server = provideInkwell({ env: { RATE_LIMITS: "off" } });

async function time(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

async function timeLogIns(user: TestUser, count: number): Promise<number> {
  const times = [];
  for (let index = 0; index < count; index += 1) times.push(await time(() => logIn(server, user)));
  return times.sort((a, b) => a - b)[Math.floor(count / 2)] ?? NaN;
}

it(`${CONNECTIONS} connections that log in for ${FLOOD_MS / 1000} s leave Inkwell quick, small and unharmed`, async () => {
  const user = await signUp(server);
  const before = await timeLogIns(user, 5);

  const program = path.join(ROOT, "tests/faults/support/flood.ts");
  const args = ["--import", "tsx", program, server.port, CONNECTIONS, FLOOD_MS].map(String);
  const flood = startProgram(process.execPath, args);
  let isOver = false;
  const over = flood.exited.finally(() => (isOver = true));
  await flood.prints(/begun/);
  const times = [];
  while (!isOver) {
    times.push(
      await time(async () => {
        const answer = await call(server, "GET", "/api/users/me", { token: user.token });
        expect(answer).toMatchObject({ status: 200, body: { id: user.id } });
      }),
    );
    await sleep(20);
  }
  expect(await over, flood.output()).toEqual({ code: 0, signal: null });
  const after = await time(() => logIn(server, user));

  const statuses = JSON.parse(/\{.*\}/.exec(flood.output())?.[0] ?? "{}") as Record<string, number>;
  const p99 = times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)];
  const memory = readPeakMemoryMib(server.pid);
  console.log(
    `log-ins ${JSON.stringify(statuses)}; /me ${times.length} times, p99 ${p99?.toFixed(0)} ms; ` +
      `log-in ${before.toFixed(0)} ms before, ${after.toFixed(0)} ms after; ${memory?.toFixed(0)} MiB`,
  );
  expect(Object.keys(statuses).filter((status) => !/^(?:401|429|503)$/.test(status))).toEqual([]);
  expect(statuses["401"]).toBeGreaterThan(0);
  expect(statuses["503"]).toBeGreaterThan(0);
  expect(p99).toBeLessThan(ME_P99_MS);
  expect(after).toBeLessThan(2 * before + LOG_IN_SLACK_MS);
  if (memory !== undefined) expect(memory).toBeLessThan(MEMORY_MIB);
});
