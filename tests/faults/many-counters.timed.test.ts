import { expect, it } from "vitest";
import { execute, query } from "../support/database";
import { provideOwnInkwell } from "../support/inkwell";
import { expectLimited, failLogin, LIMITED, requireLogin, tryLogIn } from "../support/limits";
import { readMemoryMib } from "../support/memory";
import { register } from "../support/users";

const ROWS = 1_000_000;
const HOUR_MS = 60 * 60_000;
/** What the rows may add to the memory of the process, in MiB; holding all of them takes more. */
const MEMORY_MIB = 100;
/** What noise may add to the duration of a login, in milliseconds. */
const LOGIN_SLACK_MS = 500;
/** How many expired rows are deleted at once. */
const BATCH = 500;

const server = provideOwnInkwell({ env: LIMITED });

/** Inserts counters like those left by a flood from as many addresses; half of them have expired. */
async function insertCounters(): Promise<void> {
  const now = Date.now();
  await execute(
    server,
    `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${ROWS})
     INSERT INTO rate_limits (key, points, capacity, started_at, expires_at)
     SELECT 'flood:' || hex(randomblob(24)), 1, 10, ? + n % 2 * ${HOUR_MS}, ? + n % 2 * ${HOUR_MS} FROM numbers`,
    now - HOUR_MS,
    now - 1,
  );
}

const countFlood = async () => {
  const sql = "SELECT count(*) AS count FROM rate_limits WHERE key LIKE 'flood:%'";
  const [row] = await query<{ count: number }>(server, sql);
  return row?.count ?? NaN;
};

/** Fails `count` logins with different emails and returns the median duration in milliseconds. */
async function timeLogins(names: string, count: number): Promise<number> {
  const times = [];
  for (let person = 0; person < count; person += 1) {
    const start = performance.now();
    await failLogin(server, 1, { email: `${names}-${person}@example.org` });
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(count / 2)] ?? NaN;
}

it(`failed logins are counted as fast among ${ROWS} counters, and expired counters are deleted in batches`, async () => {
  const { email } = await register(server);
  const before = await timeLogins("before", 10);
  const memory = readMemoryMib(server.pid, "peak") || 0;
  await insertCounters();

  const after = await timeLogins("after", 40);
  const swept = ROWS - (await countFlood());
  expect(swept % BATCH).toBe(0);
  expect(swept).toBeGreaterThan(0);
  expect(swept).toBeLessThanOrEqual(5 * BATCH);

  const address = "192.0.2.20";
  await failLogin(server, 10, { email, address });
  expectLimited(await tryLogIn(server, { email, address }), { from: 1, to: 900 });
  await requireLogin(server, { email, address: "192.0.2.21" });

  const grown = (readMemoryMib(server.pid, "peak") || 0) - memory;
  console.log(
    `login ${before.toFixed(0)} ms before, ${after.toFixed(0)} ms after; ${grown.toFixed(0)} MiB more; ${swept} swept`,
  );
  expect(after).toBeLessThan(2 * before + LOGIN_SLACK_MS);
  expect(grown).toBeLessThan(MEMORY_MIB);
});
