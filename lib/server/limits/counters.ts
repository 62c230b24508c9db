import "server-only";
import { globalSingleton } from "../global-singleton";
import { logWarning } from "../log/log";
import {
  deleteCounters,
  fillCounter,
  giveBackPoints,
  mayCountInMemory,
  readCounters,
  sweepCounters,
  takePoints,
  type Counter,
  type Quota,
} from "./counter-store";
import { MemoryCounters } from "./memory-counters";

/** How many points are taken between two sweeps of counters that have ended. */
const SWEEP_EVERY_POINTS = 50;

const state = globalSingleton("counters", () => ({
  memory: new MemoryCounters(),
  untilSweep: SWEEP_EVERY_POINTS,
}));

/**
 * The counters of all processes together. They are in the database. While a SQLite database cannot be written, the process
 * counts in memory instead, so that logins go on and stay limited.
 */
export const counters = {
  /** Returns the counters that have not ended. */
  async read(keys: readonly string[]): Promise<Counter[]> {
    const stored = await orElse(readCounters(keys), () => []);
    return [...stored, ...state.memory.read(keys)];
  },

  /** Adds a point to each counter that is below its capacity, and returns those counters. */
  async take(quotas: readonly Quota[]): Promise<Counter[]> {
    return orElse(takeStored(quotas), () => state.memory.take(quotas));
  },

  /** Gives back the points that `take` has taken. */
  async giveBack(keys: readonly string[]): Promise<void> {
    const stored = state.memory.giveBack(keys);
    if (stored.length > 0) await orElse(giveBackPoints(stored), () => undefined);
  },

  /** Fills a counter to its capacity and restarts its duration. */
  async fill(quota: Quota): Promise<void> {
    await orElse(fillCounter(quota), () => state.memory.fill(quota));
  },

  async delete(keys: readonly string[]): Promise<void> {
    state.memory.delete(keys);
    await orElse(deleteCounters(keys), () => undefined);
  },
};

async function takeStored(quotas: readonly Quota[]): Promise<Counter[]> {
  const taken = await takePoints(quotas);
  state.untilSweep -= taken.length;
  if (state.untilSweep <= 0) {
    state.untilSweep = SWEEP_EVERY_POINTS;
    await sweepCounters();
  }
  return taken;
}

/** Returns the result of the database or, if that fails, of `fallBack`. */
async function orElse<Result>(stored: Promise<Result>, fallBack: () => Result): Promise<Result> {
  try {
    return await stored;
  } catch (error) {
    if (!mayCountInMemory) throw error;
    logWarning("Limits are counted in memory, because the database failed", { cause: error });
    return fallBack();
  }
}
