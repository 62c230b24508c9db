import "server-only";
import { LRUCache } from "lru-cache";
import type { Counter, Quota } from "./counter-store";

/** Bounds the memory to a few MiB; the least recently used counters are dropped first. */
const COUNTERS_MAX = 10_000;

/** The counters of this process, for as long as the database cannot be written. */
export class MemoryCounters {
  readonly #points = new LRUCache<string, number>({ max: COUNTERS_MAX, ttlResolution: 0 });

  read(keys: readonly string[]): Counter[] {
    return keys.flatMap((key) => {
      const points = this.#points.get(key);
      return points === undefined ? [] : [{ key, points, waitMs: this.#points.getRemainingTTL(key) }];
    });
  }

  take(quotas: readonly Quota[]): Counter[] {
    return quotas.flatMap(({ key, capacity, durationMs }) => {
      const points = this.#points.get(key) ?? 0;
      if (points >= capacity) return [];
      this.#set(key, points + 1, durationMs);
      return this.read([key]);
    });
  }

  /** Takes a point from each counter that has one, and returns the keys of the others. */
  giveBack(keys: readonly string[]): string[] {
    return keys.filter((key) => {
      const points = this.#points.get(key) ?? 0;
      if (points > 0) this.#set(key, points - 1);
      return points === 0;
    });
  }

  fill({ key, capacity, durationMs }: Quota): void {
    this.delete([key]);
    this.#set(key, capacity, durationMs);
  }

  delete(keys: readonly string[]): void {
    for (const key of keys) this.#points.delete(key);
  }

  /** Sets the points of a counter. The duration counts only for a new one. */
  #set(key: string, points: number, durationMs = 0): void {
    this.#points.set(key, points, { ttl: durationMs, noUpdateTTL: true });
  }
}
