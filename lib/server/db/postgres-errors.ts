import "server-only";
import { z } from "zod";
import {
  BusyError,
  ForeignKeyViolationError,
  StorageError,
  UnavailableError,
  UniqueViolationError,
} from "../errors";

/** There is no connection to PostgreSQL, or it failed. It has no `code`, because Prisma would take it for one of its own. */
export class ConnectionError extends Error {
  override name = "ConnectionError";
}

/** What an error of PostgreSQL says, whichever way it came. */
interface PostgresError {
  /** SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
  code: string;
  message: string;
  table?: string | undefined;
  constraint?: string | undefined;
}

const driverErrorSchema = z.object({
  code: z.string().length(5),
  severity: z.string(),
  message: z.string(),
  table: z.string().optional(),
  constraint: z.string().optional(),
});
const prismaErrorSchema = z
  .object({
    meta: z.object({
      driverAdapterError: z.object({
        cause: z.object({
          originalCode: z.string(),
          originalMessage: z.string(),
          table: z.string().optional(),
          constraint: z.object({ index: z.string().optional() }).optional(),
        }),
      }),
    }),
  })
  .transform(({ meta: { driverAdapterError } }) => {
    const { originalCode, originalMessage, table, constraint } = driverAdapterError.cause;
    return { code: originalCode, message: originalMessage, table, constraint: constraint?.index };
  });
const postgresErrorSchema: z.ZodType<PostgresError> = z.union([driverErrorSchema, prismaErrorSchema]);

/**
 * The storage is full (53100), damaged (58, XX001, XX002), or read-only: a standby that has taken over rejects writes (25006),
 * and any access to an unlogged table (0A000).
 */
const STORAGE = /^(?:53100|58|XX00[12]|25006|0A000)/;
/** A lost connection, too little of a resource, a canceled statement, a lock not available, a server that starts or stops. */
const UNAVAILABLE = /^(?:08|53|55P03|57)/;
/** Of two transactions that wait for each other, or that cannot both be serialized, one fails. */
const CONFLICT = /^(?:40001|40P01)/;

/** Converts an error of PostgreSQL to this project's own class, or returns undefined if it is none that callers handle. */
export function fromPostgresError(error: unknown): Error | undefined {
  // Next.js may load this module several times, and with it the class, for one pool.
  if (error instanceof Error && error.name === "ConnectionError") return new UnavailableError(error.message);
  const { data } = postgresErrorSchema.safeParse(error);
  if (data === undefined) return undefined;
  const { code, message, table = "", constraint = "" } = data;
  if (code === "23505") return new UniqueViolationError([toColumn(table, constraint)], error);
  if (code === "23503") return new ForeignKeyViolationError(error);
  if (CONFLICT.test(code)) return new BusyError(error);
  if (STORAGE.test(code)) return new StorageError(`${code}: ${message}`);
  return UNAVAILABLE.test(code) ? new UnavailableError(`${code}: ${message}`) : undefined;
}

/** Returns the column of a unique index. Prisma names the index after table and column: `users_email_key`. */
function toColumn(table: string, index: string): string {
  return index.slice(`${table}_`.length, -"_key".length);
}
