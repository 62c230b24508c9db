import "server-only";
import { createHmac } from "node:crypto";
import { env } from "@/lib/env";
import { deriveKey } from "../derive-key";
import { AppError } from "../errors";
import { toAddressBlocks, type AddressBlock } from "../request/address-blocks";
import { currentRequest } from "../request/request-context";
import type { Counter, Quota } from "./counter-store";
import { counters } from "./counters";

export const MINUTE_SECONDS = 60;
export const HOUR_SECONDS = 60 * MINUTE_SECONDS;
export const DAY_SECONDS = 24 * HOUR_SECONDS;

/** A limit such as "sixty posts of a user in an hour". */
interface Limit {
  /** Distinguishes its counters from those of other limits. */
  name: string;
  /** How often a subject may act in the window. */
  points: number;
  /** The length of the window, which begins with the first act. */
  seconds: number;
}

const hmacKey = deriveKey("rate limits");

/**
 * Returns the quota of one subject. Its key is an HMAC, so that nobody can read an email or an address out of the
 * database.
 *
 * @param factor how many times the points of the limit the subject has
 */
export function toQuota(
  { name, points, seconds }: Limit,
  subject: readonly (string | number)[],
  factor = 1,
): Quota {
  const pseudonym = createHmac("sha256", hmacKey).update(JSON.stringify(subject)).digest("base64url");
  return { key: `${name}:${pseudonym}`, capacity: points * factor, durationMs: seconds * 1000 };
}

/** Returns the quotas of a subject for each block that an address is in. */
export function toAddressQuotas(
  limit: Limit,
  blocks: readonly AddressBlock[],
  ...subject: string[]
): Quota[] {
  return blocks.map(({ name, factor }) => toQuota(limit, [...subject, name], factor));
}

/**
 * Returns the blocks of the current client's address. Returns undefined where nothing is limited: in a script, and with
 * `RATE_LIMITS=off`.
 */
export function limitedAddress(): AddressBlock[] | undefined {
  const address = env.RATE_LIMITS === "on" ? currentRequest()?.address : undefined;
  return address === undefined ? undefined : toAddressBlocks(address);
}

/** Returns how long a quota stays used up, in milliseconds; 0 for one that has points left. */
export type WaitOf = (quota: Quota) => number;

/**
 * Takes a point of each quota that has one left, and returns their counters. It reads before it writes, so that rejecting
 * a flood costs no write.
 *
 * @param toWait returns how long the caller has to wait, given the wait of each quota; by default, until all have points
 * @throws {AppError} `too-many-requests` when the caller has to wait; then no point stays taken
 */
export async function consume(
  quotas: readonly Quota[],
  toWait = (waitOf: WaitOf) => Math.max(...quotas.map(waitOf)),
): Promise<Counter[]> {
  const keys = quotas.map(({ key }) => key);
  const found = await counters.read(keys);
  requireNoWait(toWait(({ key, capacity }) => longestWait(found, key, capacity)));

  const taken = await counters.take(quotas);
  if (taken.length === quotas.length) return taken;
  // Simultaneous requests took the last points of some quotas, and may have given them back by now.
  const takenKeys = taken.map(({ key }) => key);
  const usedUp = await counters.read(keys.filter((key) => !takenKeys.includes(key)));
  try {
    requireNoWait(toWait(({ key }) => (takenKeys.includes(key) ? 0 : Math.max(1, longestWait(usedUp, key)))));
  } catch (error) {
    if (taken.length > 0) await counters.giveBack(takenKeys);
    throw error;
  }
  return taken;
}

/** Returns the time until the last counter of a quota with at least `points` points ends. */
function longestWait(found: readonly Counter[], key: string, points = 0): number {
  const waits = found.filter((counter) => counter.key === key && counter.points >= points);
  return Math.max(0, ...waits.map(({ waitMs }) => waitMs));
}

/** @throws {AppError} `too-many-requests` unless the wait is 0 */
function requireNoWait(waitMs: number): void {
  if (waitMs > 0) throw tooManyRequests(waitMs);
}

/** Returns the 429 error; `Retry-After` is the wait. */
function tooManyRequests(waitMs: number): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  const detail = `Too many attempts. Please try again in ${describeWait(retryAfterSeconds)}.`;
  return new AppError("too-many-requests", { detail, retryAfterSeconds });
}

function describeWait(seconds: number): string {
  if (seconds <= 60) return "a minute";
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
