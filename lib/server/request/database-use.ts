import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { globalSingleton } from "../global-singleton";

/** What a request has had of the database so far. */
export interface DatabaseUse {
  /** How long it has waited for the database, in milliseconds. */
  waitedMs: number;
  /** Whether the database could not be used. */
  hasFailed: boolean;
}

// The server enters it; the pages and route handlers, which load their own instances of this module, read it.
const storage = globalSingleton("database-use", () => new AsyncLocalStorage<DatabaseUse>());

/** Runs `action` so that all queries inside count as those of one request, unless it is already part of one. */
export function trackDatabaseUse<Result>(action: (use: DatabaseUse) => Result): Result {
  const outer = storage.getStore();
  if (outer !== undefined) return action(outer);
  const use = { waitedMs: 0, hasFailed: false };
  return storage.run(use, () => action(use));
}

/**
 * Runs `action` so that its queries count as those of no request: one for several requests must not use up the time of one.
 *
 * @param waitedMs reduces the time that its queries may take together
 */
export function trackSharedUse<Result>(action: () => Result, { waitedMs = 0 } = {}): Result {
  return storage.run({ waitedMs, hasFailed: false }, action);
}
