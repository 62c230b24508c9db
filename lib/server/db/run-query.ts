import "server-only";
import { AppError, UnavailableError } from "../errors";
import { trackDatabaseUse, type DatabaseUse } from "../request/database-use";
import { isBusy, translateError } from "./db-errors";
import { isPostgres } from "./dialect";
import { retryWhileBusy } from "./retry-while-busy";

/** How long a query is retried while another connection holds the lock. */
const BUSY_RETRY_MS = 5_000;
/** How long one request waits for PostgreSQL in all. A second is left for the rest: it is answered within five seconds. */
const BUDGET_MS = 4_000;

/**
 * Runs a query, and retries it while another connection holds the lock. The query must change nothing when it fails.
 *
 * @throws {BusyError} if the lock is still held after five seconds
 * @throws {UnavailableError} if PostgreSQL cannot be reached or takes longer than a request may wait
 * @throws {StorageError} if the disk is full, or the database is read-only or damaged
 * @throws {UniqueViolationError}
 * @throws {ForeignKeyViolationError}
 */
export function runQuery<Result>(query: () => Promise<Result>): Promise<Result> {
  return trackDatabaseUse(async (use) => {
    try {
      return await (isPostgres ? withinBudget(use, () => retry(query)) : retry(query));
    } catch (error) {
      const translated = translateError(error);
      use.hasFailed ||= translated instanceof AppError;
      throw translated;
    }
  });
}

function retry<Result>(query: () => Promise<Result>): Promise<Result> {
  return query().catch((error: unknown) => {
    if (isBusy(error)) return retryWhileBusy(query, BUSY_RETRY_MS);
    throw error;
  });
}

/** Waits no longer than the request may still wait. A query that is given up ends by the pool's own time limits. */
async function withinBudget<Result>(use: DatabaseUse, run: () => Promise<Result>): Promise<Result> {
  const startedAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    const expire = () => reject(new UnavailableError("no response within the time that a request may wait"));
    timer = setTimeout(expire, BUDGET_MS - use.waitedMs);
  });
  try {
    return await Promise.race([run(), timeout]);
  } finally {
    clearTimeout(timer);
    use.waitedMs += performance.now() - startedAt;
  }
}
