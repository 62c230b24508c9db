import "server-only";
import { globalSingleton } from "./global-singleton";

const clock = globalSingleton("clock", () => ({ aheadMs: 0 }));

/**
 * Returns the current time. Processes on different machines agree on it although their clocks differ: on PostgreSQL it is the
 * time of the database (docs/decisions/0017).
 */
export function currentTime(): Date {
  return new Date(Date.now() + clock.aheadMs);
}

/** Sets how far the clock of the database is ahead of this process's, in milliseconds. */
export function adjustClock(aheadMs: number): void {
  clock.aheadMs = aheadMs;
}
