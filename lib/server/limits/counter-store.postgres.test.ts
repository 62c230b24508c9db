import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { connectOther, createBlog, untilBlocked } from "@/tests/support/postgres-blog";
import type * as Client from "../db/client";
import type * as Statements from "../db/statements";
import { Prisma } from "../generated/sqlite/client";
import type * as Store from "./counter-store";
import type * as Counters from "./counters";

const KEYS = Array.from({ length: 12 }, (_, index) => `key ${index}`);
const MINUTE_MS = 60_000;

let url: string;
let client: typeof Client;
let statements: typeof Statements;
let store: typeof Store;
let counters: (typeof Counters)["counters"];

beforeAll(async () => {
  url = await createBlog();
  vi.stubEnv("DATABASE_URL", url);
  vi.stubEnv("LOG_LEVEL", "silent");
  client = await import("../db/client");
  statements = await import("../db/statements");
  store = await import("./counter-store");
  ({ counters } = await import("./counters"));
});
beforeEach(async () => {
  vi.useRealTimers();
  await statements.execute(Prisma.sql`DELETE FROM rate_limits`);
});
afterAll(() => client.closeDatabase());

const toQuota = (key: string, capacity = 1000) => ({ key, capacity, durationMs: MINUTE_MS });

it("gives out no more points than the capacity, however many requests come at once", async () => {
  for (let round = 0; round < 10; round += 1) {
    const quota = toQuota(`round ${round}`, 5);
    const taken = await Promise.all(Array.from({ length: 20 }, () => store.takePoints([quota])));
    expect(
      taken
        .flat()
        .map(({ points }) => points)
        .sort(),
    ).toEqual([1, 2, 3, 4, 5]);
  }
});

it("counts on where a request that came later but was faster began", async () => {
  const other = await connectOther(url);
  await other.query("BEGIN; INSERT INTO rate_limits VALUES ('a', 1, 10, 0, 0)");
  const taking = store.takePoints([toQuota("a")]);
  await untilBlocked(other);
  await other.query(`
    UPDATE rate_limits SET started_at = EXTRACT(EPOCH FROM clock_timestamp()) * 1000, expires_at = 1e14;
    COMMIT`);
  expect(await taking).toMatchObject([{ points: 2 }]);
});

it("changes the same counters in any order without a deadlock", async () => {
  const orders = [KEYS, KEYS.toReversed()];
  const run = async (keys: readonly string[]) => {
    await store.takePoints(keys.map((key) => toQuota(key)));
    await store.giveBackPoints(keys);
  };
  await Promise.all(Array.from({ length: 60 }, (_, index) => run(orders[index % 2] ?? KEYS)));
  const other = await connectOther(url);
  await other.query("SELECT pg_stat_force_next_flush()").catch(() => undefined); // since PostgreSQL 15
  const { rows } = await other.query<{ deadlocks: string }>(
    "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()",
  );
  expect(rows).toEqual([{ deadlocks: "0" }]);
});

it.each([
  ["gives points back", (keys: readonly string[]) => store.giveBackPoints(keys)],
  ["deletes counters", (keys: readonly string[]) => store.deleteCounters(keys)],
])("%s in the order of the keys, whatever their order in the table", async (_what, change) => {
  await statements.execute(
    Prisma.sql`INSERT INTO rate_limits VALUES ('b', 1, 1, 0, 1e14), ('a', 1, 1, 0, 1e14)`,
  );
  await statements.execute(Prisma.sql`ANALYZE rate_limits`); // shows PostgreSQL that the table is too small for its index
  const other = await connectOther(url);
  await other.query("BEGIN; SELECT FROM rate_limits WHERE key = 'a' FOR UPDATE");
  const changing = change(["b", "a"]);
  await untilBlocked(other);
  await other.query("SELECT FROM rate_limits WHERE key = 'b' FOR UPDATE NOWAIT; COMMIT");
  await changing;
});

it("counts by the database's clock, whatever the clock of the process shows", async () => {
  await store.takePoints([toQuota("a")]);
  for (const year of ["2020", "2040"]) {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date(`${year}-01-01`) });
    await store.takePoints([toQuota("a")]);
  }
  const [counter] = await store.readCounters(["a"]);
  expect(counter?.points).toBe(3);
  expect(counter?.waitMs).toBeLessThanOrEqual(MINUTE_MS);
});

it("deletes counters that have ended, and no others", async () => {
  await store.takePoints([{ ...toQuota("ended"), durationMs: 0 }, toQuota("live")]);
  await store.sweepCounters();
  const rows = await statements.queryRows(Prisma.sql`SELECT key FROM rate_limits`);
  expect(rows).toEqual([{ key: "live" }]);
});

it("does not count in memory while the database fails", async () => {
  await statements.execute(Prisma.sql`ALTER TABLE rate_limits RENAME TO gone`);
  await expect(counters.take([toQuota("a")])).rejects.toThrow("rate_limits");
  await statements.execute(Prisma.sql`ALTER TABLE gone RENAME TO rate_limits`);
});
