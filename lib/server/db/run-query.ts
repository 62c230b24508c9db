import "server-only";
import { UnavailableError } from "../errors";
import { currentRequest } from "../request/request-context";
import { isBusy, translateError } from "./db-errors";
import { isPostgres } from "./dialect";
import { retryWhileBusy } from "./retry-while-busy";

/** How long a query is retried while another connection holds the lock. */
const BUSY_RETRY_MS = 5_000;
/** How long one request waits for PostgreSQL in all: half a second less than a client waits at most for a response. */
const BUDGET_MS = 4_500;

/**
 * Runs a query, and retries it while another connection holds the lock. The query must change nothing when it fails.
 *
 * @throws {BusyError} if the lock is still held after five seconds
 * @throws {UnavailableError} if PostgreSQL cannot be reached or takes longer than a request may wait
 * @throws {StorageError} if the disk is full, or the database is read-only or damaged
 * @throws {UniqueViolationError}
 * @throws {ForeignKeyViolationError}
 */
export async function runQuery<Result>(query: () => Promise<Result>): Promise<Result> {
  try {
    return await (isPostgres ? withinBudget(() => retry(query)) : retry(query));
  } catch (error) {
    throw translateError(error);
  }
}

function retry<Result>(query: () => Promise<Result>): Promise<Result> {
  return query().catch((error: unknown) => {
    if (isBusy(error)) return retryWhileBusy(query, BUSY_RETRY_MS);
    throw error;
  });
}

/** Waits no longer than the current request may still wait. A query that is given up ends by the pool's own time limits. */
async function withinBudget<Result>(run: () => Promise<Result>): Promise<Result> {
  const request = currentRequest();
  const startedAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    const expire = () => reject(new UnavailableError("no response within the time that a request may wait"));
    timer = setTimeout(expire, BUDGET_MS - (request?.databaseMs ?? 0));
  });
  try {
    return await Promise.race([run(), timeout]);
  } finally {
    clearTimeout(timer);
    if (request !== undefined) request.databaseMs = (request.databaseMs ?? 0) + performance.now() - startedAt;
  }
}
