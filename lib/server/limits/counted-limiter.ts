import "server-only";
import { RateLimiterMemory, RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible";
import type { Counter, CounterKind } from "./counter-store";

/** Where counters are kept. */
export interface Counters {
  /** Gives a counter, or undefined where nothing has been counted. */
  read: (key: string) => Promise<Counter | undefined>;
  /** Adds a point where the capacity allows; gives undefined where it does not. */
  take: (kind: CounterKind) => Promise<Counter | undefined>;
  /** Takes a point back; gives undefined where there is none. */
  giveBack: (key: string) => Promise<Counter | undefined>;
  set: (kind: CounterKind, points: number) => Promise<Counter>;
  delete: (key: string) => Promise<boolean>;
}

interface LimitOptions {
  /** What its counters are told apart by from those of other limits. */
  name: string;
  points: number;
  durationSeconds: number;
}

/**
 * The library's limiter for a database, with statements of our own: its own take two where another process may come
 * between, go on counting what was refused, and believe a clock that was put back (docs/decisions/0010).
 *
 * While the counters cannot be written, this process counts in memory.
 */
export class CountedLimiter extends RateLimiterPrisma {
  readonly #counters: Counters;
  readonly #now: () => number;

  constructor({ name, points, durationSeconds }: LimitOptions, counters: Counters, now: () => number) {
    const options = { keyPrefix: name, points, duration: durationSeconds };
    const insuranceLimiter = new RateLimiterMemory(options);
    super({ ...options, storeClient: counters, clearExpiredByTimeout: false, insuranceLimiter });
    this.#counters = counters;
    this.#now = now;
  }

  /** The library calls this to add points, to take some back, or, with `isSet`, to begin anew with them. */
  async _upsert(key: string, points: number, durationMs: number, isSet: boolean): Promise<Counter> {
    const kind = { key, capacity: this.points, durationMs };
    if (isSet) return this.#counters.set(kind, points);
    const changed = await (points > 0 ? this.#counters.take(kind) : this.#counters.giveBack(key));
    if (changed !== undefined) return changed;
    const { expiresAtMs } = (await this.#counters.read(key)) ?? { expiresAtMs: this.#now() };
    return { points: points > 0 ? this.points + 1 : 0, expiresAtMs };
  }

  async _get(key: string): Promise<Counter | undefined> {
    return this.#counters.read(key);
  }

  async _delete(key: string): Promise<boolean> {
    return this.#counters.delete(key);
  }

  _getRateLimiterRes(_key: string, changed: number, { points, expiresAtMs }: Counter): RateLimiterRes {
    const remaining = Math.max(this.points - points, 0);
    return new RateLimiterRes(remaining, Math.max(expiresAtMs - this.#now(), 0), points, points === changed);
  }
}
