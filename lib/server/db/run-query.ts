import "server-only";
import {
  isBusy,
  isForeignKeyViolation,
  readStorageFault,
  readUniqueViolation,
  withoutValues,
} from "./db-errors";
import { AppError, ForeignKeyViolationError, StorageError, UniqueViolationError } from "../errors";
import { retryWhileBusy } from "./sqlite-adapter";

/** How long a query is tried again while another process holds the lock. */
const BUSY_RETRY_MS = 5_000;

/**
 * Runs a query, and again while another process holds the lock, if it may be repeated.
 *
 * @throws {AppError} `overloaded` where the lock stays held; @throws {StorageError}; @throws {UniqueViolationError};
 * @throws {ForeignKeyViolationError}
 */
export async function runQuery<Result>(
  query: () => Promise<Result>,
  { canRepeat = true } = {},
): Promise<Result> {
  try {
    return await query().catch((error: unknown) => {
      if (canRepeat && isBusy(error)) return retryWhileBusy(query, BUSY_RETRY_MS);
      throw error;
    });
  } catch (error) {
    throw translateError(error);
  }
}

/** Puts what services have an answer for into the house's own terms. */
function translateError(error: unknown): unknown {
  if (isBusy(error)) return new AppError("overloaded", { cause: error });
  if (isForeignKeyViolation(error)) return new ForeignKeyViolationError(error);
  const storageFault = readStorageFault(error);
  if (storageFault !== undefined) return new StorageError(storageFault);
  const columns = readUniqueViolation(error);
  return columns === undefined ? withoutValues(error) : new UniqueViolationError(columns, error);
}
