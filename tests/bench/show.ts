import type { Program } from "../support/process";
import { readMemoryMib } from "../support/memory";

/** What was measured, by a name that says what is promised of it. */
export type Measurements = Record<string, string>;

/** Returns a duration of milliseconds as text. */
export function ms(duration: number): string {
  return `${duration.toFixed(1)} ms`;
}

/** Returns how large `part` is if `of` is 1, as text. */
export function ratio(part: number, of: number): string {
  return (part / of).toFixed(2);
}

/** Returns the resident memory of a program as text: what it has now, or the most that it had. */
export function showMemory({ pid }: Program, which: "now" | "peak"): string {
  const memory = readMemoryMib(pid, which);
  return memory === undefined ? "unknown" : `${memory.toFixed(0)} MiB`;
}
