import "server-only";
import { globalSingleton } from "./global-singleton";

const clock = globalSingleton("clock", () => ({ read: () => Date.now() }));

/**
 * Returns the current time. Processes on different machines agree on it although their clocks differ: on PostgreSQL it is the
 * time of the database (docs/decisions/0017).
 */
export function currentTime(): Date {
  return new Date(clock.read());
}

/** Sets the time, in milliseconds since 1970. From then on it no longer depends on the clock of this machine being set. */
export function setTime(nowMs: number): void {
  const setAt = performance.now();
  clock.read = () => nowMs + performance.now() - setAt;
}
