import "server-only";
import { env } from "@/lib/env";
import { isBusy, isForeignKeyViolation, readUniqueViolation } from "./db-errors";
import { AppError, ForeignKeyViolationError, UniqueViolationError } from "./errors";
import { PrismaClient } from "./generated/prisma/client";
import { processWide } from "./process-wide";
import { createSqliteAdapter, retryWhileBusy } from "./sqlite-adapter";

/** How long a query is tried again while another process holds the lock. */
const BUSY_RETRY_MS = 5_000;

/** Puts what services have an answer for into the house's own terms. */
function translateError(error: unknown): unknown {
  if (isBusy(error)) return new AppError("overloaded", { cause: error });
  if (isForeignKeyViolation(error)) return new ForeignKeyViolationError(error);
  const columns = readUniqueViolation(error);
  return columns === undefined ? error : new UniqueViolationError(columns, error);
}

const client = processWide(
  "database",
  () =>
    new PrismaClient({
      adapter: createSqliteAdapter(env.DATABASE_URL),
      // A long error quotes the query with its values, which may hold what no log should.
      errorFormat: "minimal",
      // The hash leaves the database only for a query that asks for it by name.
      omit: { user: { passwordHash: true } },
    }),
);

/**
 * The database. Never open an interactive transaction on it: on SQLite other requests' queries would run inside it and
 * share its rollback (see docs/decisions); single conditional statements and `$transaction([...])` are safe.
 */
export const db = client.$extends({
  query: {
    async $allOperations({ args, query, ...internal }) {
      const { __internalParams: params } = internal as { __internalParams?: { transaction?: unknown } };
      try {
        // One query of `$transaction([...])` tried again alone would be stored without the others.
        if (params?.transaction !== undefined) return (await query(args)) as unknown;
        return await retryWhileBusy<unknown>(() => query(args), BUSY_RETRY_MS);
      } catch (error) {
        throw translateError(error);
      }
    },
  },
});

/** Ends the process's connection, when nothing needs it any more. */
export async function closeDatabase(): Promise<void> {
  await client.$disconnect();
}
