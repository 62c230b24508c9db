import "server-only";
import { AppError, ForeignKeyViolationError, StorageError, UniqueViolationError } from "../errors";
import {
  isBusy,
  isForeignKeyViolation,
  readStorageError,
  readUniqueViolation,
  withoutValues,
} from "./db-errors";
import { retryWhileBusy } from "./sqlite-adapter";

/** How long a query is retried while another process holds the lock. */
const BUSY_RETRY_MS = 5_000;

/**
 * Runs a query, and retries it while another process holds the lock. The query must change nothing when it fails.
 *
 * @throws {AppError} `overloaded` if the lock is still held after five seconds
 * @throws {StorageError} if the disk is full or the file is read-only or damaged
 * @throws {UniqueViolationError}
 * @throws {ForeignKeyViolationError}
 */
export async function runQuery<Result>(query: () => Promise<Result>): Promise<Result> {
  try {
    return await query().catch((error: unknown) => {
      if (isBusy(error)) return retryWhileBusy(query, BUSY_RETRY_MS);
      throw error;
    });
  } catch (error) {
    throw translateError(error);
  }
}

/** Converts the errors that services handle into this project's own classes. */
function translateError(error: unknown): unknown {
  if (isBusy(error)) return new AppError("overloaded", { cause: error });
  if (isForeignKeyViolation(error)) return new ForeignKeyViolationError(error);
  const storageError = readStorageError(error);
  if (storageError !== undefined) return new StorageError(storageError);
  const columns = readUniqueViolation(error);
  return columns === undefined ? withoutValues(error) : new UniqueViolationError(columns, error);
}
