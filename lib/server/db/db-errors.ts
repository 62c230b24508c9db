import "server-only";
import { z } from "zod";

// How Prisma reports a fault through a driver adapter (7.10): the columns of a unique violation are not in `meta.target`.
const uniqueViolationSchema = z.object({
  code: z.literal("P2002"),
  meta: z.object({
    driverAdapterError: z.object({
      cause: z.object({ constraint: z.object({ fields: z.array(z.string()) }) }),
    }),
  }),
});
const foreignKeyViolationSchema = z.object({ code: z.literal("P2003") });
const busyCauseSchema = z.object({ cause: z.object({ kind: z.literal("SocketTimeout") }) });
const busySchema = z.union([
  // Of a prepared query, where SQLite itself speaks.
  z.object({ code: z.string().regex(/^SQLITE_BUSY/) }),
  z.object({ code: z.literal("P1008") }),
  // Of a statement of our own (`$queryRaw`) the code is P2010, whatever the fault.
  z.object({ meta: z.object({ driverAdapterError: busyCauseSchema }) }),
  // Inside a transaction the adapter's own error comes through, which has no code.
  busyCauseSchema,
]);

// The disk or the file is at fault, whatever was asked of it (https://sqlite.org/rescode.html).
const storageCodeSchema = z
  .string()
  .regex(/^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB|PROTOCOL)/);
const storageCauseSchema = z.object({ originalCode: storageCodeSchema, originalMessage: z.string() });
const storageFaultSchema = z.union([
  z
    .object({ meta: z.object({ driverAdapterError: z.object({ cause: storageCauseSchema }) }) })
    .transform(({ meta }) => meta.driverAdapterError.cause),
  z.object({ cause: storageCauseSchema }).transform(({ cause }) => cause),
  z
    .object({ code: storageCodeSchema, message: z.string() })
    .transform(({ code, message }) => ({ originalCode: code, originalMessage: message })),
]);

/** The columns whose uniqueness a write would have broken, or undefined where that was not its fault. */
export function readUniqueViolation(error: unknown): string[] | undefined {
  return uniqueViolationSchema.safeParse(error).data?.meta.driverAdapterError.cause.constraint.fields;
}

/** Says whether a write referred to a row that does not exist. */
export function isForeignKeyViolation(error: unknown): boolean {
  return foreignKeyViolationSchema.safeParse(error).success;
}

/** Says whether the database was locked by another process for longer than its busy time-out. */
export function isBusy(error: unknown): boolean {
  return busySchema.safeParse(error).success;
}

/** What SQLite says of a disk that is full or a file that is read-only or damaged; undefined where neither is at fault. */
export function readStorageFault(error: unknown): string | undefined {
  const cause = storageFaultSchema.safeParse(error).data;
  return cause && `${cause.originalCode}: ${cause.originalMessage}`;
}

/**
 * Takes the query with its values, such as an e-mail, out of what Prisma says of a query that cannot be: it quotes them in
 * whichever `errorFormat` (7.10), and the reason is the last paragraph. Any other error stays as it is.
 */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== "PrismaClientValidationError") return error;
  const message = error.message.trim().split("\n\n").at(-1) ?? "";
  const stack = error.stack?.replace(error.message, () => message);
  return Object.assign(error, { message, stack });
}
