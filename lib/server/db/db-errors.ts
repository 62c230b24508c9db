import "server-only";
import { z } from "zod";

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

/** Returns the columns of a violated unique constraint, or undefined for any other error. */
export function readUniqueViolation(error: unknown): string[] | undefined {
  return uniqueViolationSchema.safeParse(error).data;
}

/** Returns whether a write referred to a row that does not exist. */
export function isForeignKeyViolation(error: unknown): boolean {
  return foreignKeyViolationSchema.safeParse(error).success;
}

/** Returns whether another process held the database's lock for longer than the busy timeout. */
export function isBusy(error: unknown): boolean {
  return busySchema.safeParse(error).success;
}

/** Returns SQLite's code and message if the disk is full or the file is read-only or damaged, else undefined. */
export function readStorageError(error: unknown): string | undefined {
  const cause = storageErrorSchema.safeParse(error).data;
  return cause && `${cause.originalCode}: ${cause.originalMessage}`;
}

/**
 * Removes the query and its values, such as an email, from the message of a Prisma validation error. Prisma 7.10 quotes them
 * whatever its `errorFormat`; the reason is the last paragraph. Other errors are returned unchanged.
 */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== "PrismaClientValidationError") return error;
  const message = error.message.trim().split("\n\n").at(-1) ?? "";
  const stack = error.stack?.replace(error.message, () => message);
  return Object.assign(error, { message, stack });
}
