import "server-only";
import { createHmac, hkdfSync } from "node:crypto";
import { RateLimiterRes, type RateLimiterAbstract } from "rate-limiter-flexible";
import { env } from "@/lib/env";
import { AppError } from "../errors";
import { logWarning } from "../log/log";
import { currentRequest } from "../request/request-context";
import { toAddressBlock } from "./address-block";
import { CountedLimiter, type Counters } from "./counted-limiter";
import {
  deleteCounter,
  giveBackPoints,
  readCounters,
  setCounter,
  sweepCounters,
  takePoints,
  type Counter,
  type CounterKind,
} from "./counter-store";
import { groupByKey } from "./group-by-key";

/** Counters that have ended are deleted, this many at once, whenever so many points were taken. */
const SWEEP_EVERY_POINTS = 50;
const SWEEP_SIZE = 500;

/** Of the house's one secret, a key for this purpose alone (RFC 5869). */
const hmacKey = Buffer.from(hkdfSync("sha256", env.SECRET_KEY.reveal(), "", "inkwell rate limits", 32));

/** Makes one limit; another store (Redis, say) would give the library's limiter for it here. */
export type MakeLimiter = (name: string, points: number, durationSeconds: number) => RateLimiterAbstract;

/** Makes limits that count in the database, for all processes together; `now` stands in for the wall clock. */
export function makeLimiters(now: () => number = Date.now): MakeLimiter {
  const counters = keepCounters(now);
  return (name, points, durationSeconds) =>
    new CountedLimiter({ name, points, durationSeconds }, counters, now);
}

/** Turns whom a limit counts into a key out of which neither an e-mail nor an address can be read. */
export function keyOf(...whom: readonly (string | number)[]): string {
  return createHmac("sha256", hmacKey).update(JSON.stringify(whom)).digest("base64url");
}

/** What the request at work is counted under; undefined where nothing is limited: limits are off, or it is a script. */
export function limitedAddress(): string | undefined {
  const address = env.RATE_LIMITS === "on" ? currentRequest()?.address : undefined;
  return address === undefined ? undefined : toAddressBlock(address);
}

/** What came of taking a point. */
interface Taking {
  consumedPoints: number;
  msBeforeNext: number;
  /** Whether there was no point left. */
  isRefused: boolean;
}

/** Gives the refusal of a limit that is used up, or null. It only reads: to refuse a flood costs no write. */
export async function findRejection(limiter: RateLimiterAbstract, key: string): Promise<Taking | null> {
  const counter = await limiter.get(key);
  return counter !== null && counter.consumedPoints >= limiter.points ? toTaking(counter, true) : null;
}

/** Takes a point of a limit where there is one left. */
export async function takePoint(limiter: RateLimiterAbstract, key: string): Promise<Taking> {
  return limiter.consume(key).then(
    (counter) => toTaking(counter, false),
    (refusal: unknown) => {
      if (refusal instanceof RateLimiterRes) return toTaking(refusal, true);
      throw refusal;
    },
  );
}

function toTaking({ consumedPoints, msBeforeNext }: RateLimiterRes, isRefused: boolean): Taking {
  return { consumedPoints, msBeforeNext, isRefused };
}

/**
 * Takes a point of a limit.
 *
 * @throws {AppError} `too-many-requests` where there is none left
 */
export async function requirePoint(limiter: RateLimiterAbstract, key: string): Promise<void> {
  const taking = (await findRejection(limiter, key)) ?? (await takePoint(limiter, key));
  if (taking.isRefused) throw tooManyRequests([taking]);
}

/** The fault of who is refused by some limits: it says when the last of them ends. */
export function tooManyRequests(refusals: readonly Pick<Taking, "msBeforeNext">[]): AppError {
  const waitMs = Math.max(...refusals.map(({ msBeforeNext }) => msBeforeNext));
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  const detail = `Too many attempts. Please try again in ${describeWait(retryAfterSeconds)}.`;
  return new AppError("too-many-requests", { detail, retryAfterSeconds });
}

function describeWait(seconds: number): string {
  if (seconds <= 60) return "a minute";
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}

type Keyed = Pick<CounterKind, "key">;
const toKey = ({ key }: Keyed) => key;

/** The counters of the database, where those that come at once make one statement. */
function keepCounters(now: () => number): Counters {
  let untilSweep = SWEEP_EVERY_POINTS;
  async function takeAndSweep(kinds: CounterKind[]): Promise<Map<string, Counter>> {
    const taken = await takePoints(kinds, now());
    untilSweep -= taken.size;
    if (untilSweep <= 0) {
      untilSweep = SWEEP_EVERY_POINTS;
      await sweepCounters(SWEEP_SIZE, now());
    }
    return taken;
  }
  const take = groupByKey(takeAndSweep);
  const read = groupByKey((items: Keyed[]) => readCounters(items.map(toKey), now()));
  const giveBack = groupByKey((items: Keyed[]) => giveBackPoints(items.map(toKey), now()));
  return {
    read: (key) => read({ key }),
    take: told(take),
    giveBack: told((key: string) => giveBack({ key })),
    set: told((kind: CounterKind, points: number) => setCounter(kind, points, now())),
    delete: told(deleteCounter),
  };
}

/** Tells the log why counters could not be written: the library then goes on in memory without a word. */
function told<Input extends unknown[], Result>(
  write: (...input: Input) => Promise<Result>,
): (...input: Input) => Promise<Result> {
  return (...input) =>
    write(...input).catch((error: unknown) => {
      logWarning("Limits are counted in memory: the database did not take the count", { cause: error });
      throw error;
    });
}
