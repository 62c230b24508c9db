import { expect } from "vitest";

/** How much longer the long input is than the short one. */
const FACTOR = 16;
/** How much longer it may take. Linear time takes 16 times as long and cache misses double that; quadratic takes 256 times. */
const GROWTH_MAX = 45;
/** What the longest input may always take, in milliseconds of processor time. */
export const NEGLIGIBLE_MS = 15;
const RUNS = 7;

/** Returns the processor time of the fastest of several runs, in milliseconds. */
export async function measure(run: () => unknown): Promise<number> {
  let best = Infinity;
  for (let count = 0; count < RUNS; count += 1) {
    const start = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

/** Expects that the time for an input grows no faster than its length, up to `length`. */
export async function expectLinear(run: (length: number) => () => unknown, length: number): Promise<void> {
  const whole = await measure(run(length));
  const part = await measure(run(length / FACTOR));
  if (whole > NEGLIGIBLE_MS) expect(whole / part).toBeLessThan(GROWTH_MAX);
}

/** Fills a length by repeating a piece; `end` makes whole-text patterns fail at the last character. */
export const fill = (piece: string, length: number, end = "") =>
  piece.repeat(Math.ceil(length / Buffer.byteLength(piece))) + end;
