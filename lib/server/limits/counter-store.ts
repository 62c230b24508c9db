import "server-only";
import { relaxedDb } from "../db/client";
import { Prisma } from "../generated/prisma/client";

/** Where a counter stands. */
export interface Counter {
  points: number;
  /** When it begins anew, in milliseconds since 1970. */
  expiresAtMs: number;
}

/** A counter as its limit wants it. */
export interface CounterKind {
  key: string;
  /** The most points that it may have. */
  capacity: number;
  /** How long it counts from its first point on. */
  durationMs: number;
}

interface CounterRow {
  key: string;
  points: number;
  expires_at: bigint;
}

/**
 * A row counts from its start to its end. One that starts in the future was written before the clock was put back, and
 * would lock people out for longer than its limit is long: it does not count.
 */
function isLive(nowMs: number): Prisma.Sql {
  return Prisma.sql`(rate_limits.started_at <= ${nowMs} AND rate_limits.expires_at > ${nowMs})`;
}

/** Gives those of some counters that count something, by key. */
export async function readCounters(keys: readonly string[], nowMs: number): Promise<Map<string, Counter>> {
  const rows = await relaxedDb.$queryRaw<CounterRow[]>`
    SELECT key, points, expires_at FROM rate_limits WHERE key IN (${Prisma.join(keys)}) AND ${isLive(nowMs)}`;
  return byKey(rows);
}

/**
 * Adds a point to each of some counters, no two of one key, in one statement, so that of all that come at once, in
 * whatever process, none goes past its capacity. Gives the counters that had room, by key.
 */
export async function takePoints(
  kinds: readonly CounterKind[],
  nowMs: number,
): Promise<Map<string, Counter>> {
  const live = isLive(nowMs);
  const rows = await relaxedDb.$queryRaw<CounterRow[]>`
    INSERT INTO rate_limits (key, points, capacity, started_at, expires_at)
    VALUES ${Prisma.join(kinds.map((kind) => toValues(kind, 1, nowMs)))}
    ON CONFLICT (key) DO UPDATE SET
      points = CASE WHEN ${live} THEN rate_limits.points + 1 ELSE 1 END,
      capacity = excluded.capacity,
      started_at = CASE WHEN ${live} THEN rate_limits.started_at ELSE excluded.started_at END,
      expires_at = CASE WHEN ${live} THEN rate_limits.expires_at ELSE excluded.expires_at END
    WHERE NOT ${live} OR rate_limits.points < excluded.capacity
    RETURNING key, points, expires_at`;
  return byKey(rows);
}

/** Takes a point from each of some counters that have one, in one statement; gives what has changed, by key. */
export async function giveBackPoints(keys: readonly string[], nowMs: number): Promise<Map<string, Counter>> {
  const rows = await relaxedDb.$queryRaw<CounterRow[]>`
    UPDATE rate_limits SET points = points - 1
    WHERE key IN (${Prisma.join(keys)}) AND points > 0 AND ${isLive(nowMs)}
    RETURNING key, points, expires_at`;
  return byKey(rows);
}

/** Begins a counter anew, at `points`. */
export async function setCounter(kind: CounterKind, points: number, nowMs: number): Promise<Counter> {
  await relaxedDb.$executeRaw`
    INSERT OR REPLACE INTO rate_limits (key, points, capacity, started_at, expires_at)
    VALUES ${toValues(kind, points, nowMs)}`;
  return { points, expiresAtMs: nowMs + kind.durationMs };
}

/** Ends a counter; says whether there was one. */
export async function deleteCounter(key: string): Promise<boolean> {
  return (await relaxedDb.$executeRaw`DELETE FROM rate_limits WHERE key = ${key}`) > 0;
}

/** Deletes up to `count` counters that have ended, and says how many there were: few, as the process waits for SQLite. */
export async function sweepCounters(count: number, nowMs: number): Promise<number> {
  return relaxedDb.$executeRaw`
    DELETE FROM rate_limits
    WHERE key IN (SELECT key FROM rate_limits WHERE expires_at <= ${nowMs} ORDER BY expires_at LIMIT ${count})`;
}

function toValues({ key, capacity, durationMs }: CounterKind, points: number, nowMs: number): Prisma.Sql {
  return Prisma.sql`(${key}, ${points}, ${capacity}, ${nowMs}, ${nowMs + durationMs})`;
}

function byKey(rows: readonly CounterRow[]): Map<string, Counter> {
  return new Map(rows.map((row) => [row.key, toCounter(row)]));
}

function toCounter({ points, expires_at }: CounterRow): Counter {
  return { points, expiresAtMs: Number(expires_at) };
}
