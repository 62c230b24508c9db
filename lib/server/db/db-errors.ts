import "server-only";
import { AppError, BusyError } from "../errors";
import { fromPostgresError } from "./postgres-errors";
import { fromSqliteError } from "./sqlite-errors";

/** Converts the errors that services handle into this project's own classes. Returns other errors without their values. */
export function translateError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  return fromSqliteError(error) ?? fromPostgresError(error) ?? withoutValues(error);
}

/** Returns whether a query failed because of another connection's lock, and may succeed when it is repeated. */
export function isBusy(error: unknown): boolean {
  return translateError(error) instanceof BusyError;
}

/**
 * Removes the query and its values, such as an email, from the message of a Prisma validation error. Prisma 7.10 quotes them
 * whatever its `errorFormat`; the reason is the last paragraph. Other errors are returned unchanged.
 */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== "PrismaClientValidationError") return error;
  const message = error.message.trim().split("\n\n").at(-1) ?? "";
  const stack = error.stack?.replace(error.message, () => message);
  return Object.assign(error, { message, stack });
}
