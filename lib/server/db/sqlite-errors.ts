import "server-only";
import { z } from "zod";
import { BusyError, ForeignKeyViolationError, StorageError, UniqueViolationError } from "../errors";

// Three shapes of one error: Prisma's own, the driver adapter's (inside a transaction it comes through unwrapped), and
// SQLite's (from a statement of statements.ts).

// Prisma 7.10 names the columns of a unique violation here, not in `meta.target`.
const prismaUniqueSchema = z
  .object({
    code: z.literal("P2002"),
    meta: z.object({
      driverAdapterError: z.object({
        cause: z.object({ constraint: z.object({ fields: z.array(z.string()) }) }),
      }),
    }),
  })
  .transform(({ meta }) => meta.driverAdapterError.cause.constraint.fields);
const sqliteUniqueSchema = z
  .object({ code: z.literal("SQLITE_CONSTRAINT_UNIQUE"), message: z.string() })
  .transform(({ message }) => [...message.matchAll(/\w+\.(\w+)/g)].map(([, column = ""]) => column));
const uniqueViolationSchema = z.union([prismaUniqueSchema, sqliteUniqueSchema]);

const foreignKeyViolationSchema = z.object({ code: z.enum(["P2003", "SQLITE_CONSTRAINT_FOREIGNKEY"]) });

const busyCauseSchema = z.object({ cause: z.object({ kind: z.literal("SocketTimeout") }) });
const busySchema = z.union([
  z.object({ code: z.string().regex(/^SQLITE_BUSY/) }),
  z.object({ code: z.literal("P1008") }),
  // The code of a failed `$queryRaw` is always P2010.
  z.object({ meta: z.object({ driverAdapterError: busyCauseSchema }) }),
  busyCauseSchema,
]);

// Errors of the disk or the file, whatever the query (https://sqlite.org/rescode.html).
const storageCodeSchema = z
  .string()
  .regex(/^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB|PROTOCOL)/);
const storageCauseSchema = z.object({ originalCode: storageCodeSchema, originalMessage: z.string() });
const storageErrorSchema = z.union([
  z
    .object({ meta: z.object({ driverAdapterError: z.object({ cause: storageCauseSchema }) }) })
    .transform(({ meta }) => meta.driverAdapterError.cause),
  z.object({ cause: storageCauseSchema }).transform(({ cause }) => cause),
  z
    .object({ code: storageCodeSchema, message: z.string() })
    .transform(({ code, message }) => ({ originalCode: code, originalMessage: message })),
]);

/** Converts an error of SQLite to this project's own class, or returns undefined if it is none that callers handle. */
export function fromSqliteError(error: unknown): Error | undefined {
  if (busySchema.safeParse(error).success) return new BusyError(error);
  if (foreignKeyViolationSchema.safeParse(error).success) return new ForeignKeyViolationError(error);
  const storage = storageErrorSchema.safeParse(error).data;
  if (storage !== undefined) return new StorageError(`${storage.originalCode}: ${storage.originalMessage}`);
  const columns = uniqueViolationSchema.safeParse(error).data;
  return columns && new UniqueViolationError(columns, error);
}
