import "server-only";
import { FOR_UPDATE, FOR_UPDATE_SKIP_LOCKED, MAY_USE_MEMORY, nowMs } from "../db/dialect";
import { execute, queryRows } from "../db/statements";
import { Prisma } from "../generated/sqlite/client";

/** What a limit allows one subject, such as one user. */
export interface Quota {
  key: string;
  /** The most points that its counter may have. */
  capacity: number;
  /** How long its counter lasts, from the first point on. */
  durationMs: number;
}

/** The state of a counter that has not ended. */
export interface Counter {
  key: string;
  points: number;
  /** The time until it ends. */
  waitMs: number;
}

interface CounterRow {
  key: string;
  points: number;
  wait_ms: number;
}

/** Whether counters may be kept in memory while the database fails. */
export const mayCountInMemory = MAY_USE_MEMORY;

/** The last counts before a power cut may be lost. In return no count waits for the disk. */
const RELAXED = { durability: "relaxed" } as const;
/** How many counters that have ended are deleted at once: few, because the process waits for SQLite. */
const SWEEP_SIZE = 500;

/**
 * A counter lasts from its start to its end. One that starts in the future was written before the clock was set back. It
 * would last longer than its limit says, so it counts as ended.
 */
const isLive = () =>
  Prisma.sql`(rate_limits.started_at <= ${nowMs()} AND rate_limits.expires_at > ${nowMs()})`;

/** Returns the counters that have not ended. */
export async function readCounters(keys: readonly string[]): Promise<Counter[]> {
  return queryCounters(Prisma.sql`
    SELECT key, points, expires_at - ${nowMs()} AS wait_ms FROM rate_limits
    WHERE key IN (${Prisma.join(keys)}) AND ${isLive()}`);
}

/**
 * Adds a point to each counter that is below its capacity, and returns those counters. It is one statement, so that
 * simultaneous requests, in any process, never take a counter past its capacity.
 */
export async function takePoints(quotas: readonly Quota[]): Promise<Counter[]> {
  const live = isLive();
  return queryCounters(Prisma.sql`
    INSERT INTO rate_limits (key, points, capacity, started_at, expires_at)
    VALUES ${Prisma.join(byKey(quotas).map((quota) => toValues(quota, 1)))}
    ON CONFLICT (key) DO UPDATE SET
      points = CASE WHEN ${live} THEN rate_limits.points + 1 ELSE 1 END,
      capacity = excluded.capacity,
      started_at = CASE WHEN ${live} THEN rate_limits.started_at ELSE excluded.started_at END,
      expires_at = CASE WHEN ${live} THEN rate_limits.expires_at ELSE excluded.expires_at END
    WHERE NOT ${live} OR rate_limits.points < excluded.capacity
    RETURNING key, points, expires_at - ${nowMs()} AS wait_ms`);
}

/** Takes a point from each counter that has one. */
export async function giveBackPoints(keys: readonly string[]): Promise<void> {
  await write(Prisma.sql`
    UPDATE rate_limits SET points = points - 1
    WHERE key IN (${lockInOrder(keys)}) AND points > 0 AND ${isLive()}`);
}

/** Fills a counter to its capacity and restarts its duration. */
export async function fillCounter(quota: Quota): Promise<void> {
  await write(Prisma.sql`
    INSERT INTO rate_limits (key, points, capacity, started_at, expires_at)
    VALUES ${toValues(quota, quota.capacity)}
    ON CONFLICT (key) DO UPDATE SET
      points = excluded.points,
      capacity = excluded.capacity,
      started_at = excluded.started_at,
      expires_at = excluded.expires_at`);
}

export async function deleteCounters(keys: readonly string[]): Promise<void> {
  await write(Prisma.sql`DELETE FROM rate_limits WHERE key IN (${lockInOrder(keys)})`);
}

/** Deletes counters that have ended, a limited number at a time. */
export async function sweepCounters(): Promise<void> {
  // The time is a subquery so that PostgreSQL reads its clock once and can search the index.
  await write(Prisma.sql`
    DELETE FROM rate_limits WHERE key IN (
      SELECT key FROM rate_limits WHERE expires_at <= (SELECT ${nowMs()})
      ORDER BY expires_at LIMIT ${SWEEP_SIZE} ${FOR_UPDATE_SKIP_LOCKED})`);
}

async function queryCounters(sql: Prisma.Sql): Promise<Counter[]> {
  const rows = await queryRows<CounterRow>(sql, RELAXED);
  return rows.map(({ key, points, wait_ms }) => ({ key, points, waitMs: wait_ms }));
}

async function write(sql: Prisma.Sql): Promise<void> {
  await execute(sql, RELAXED);
}

// Two statements that lock the same rows in different orders would deadlock on PostgreSQL, so all go in the order of the keys.

function byKey(quotas: readonly Quota[]): Quota[] {
  return quotas.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** Selects the keys that exist. */
function lockInOrder(keys: readonly string[]): Prisma.Sql {
  return Prisma.sql`SELECT key FROM rate_limits WHERE key IN (${Prisma.join(keys)}) ORDER BY key ${FOR_UPDATE}`;
}

function toValues({ key, capacity, durationMs }: Quota, points: number): Prisma.Sql {
  return Prisma.sql`(${key}, ${points}, ${capacity}, ${nowMs()}, ${nowMs()} + ${durationMs})`;
}
