import "server-only";
import { env } from "@/lib/env";
import { isBusy, isForeignKeyViolation, readStorageFault, readUniqueViolation } from "./db-errors";
import { AppError, ForeignKeyViolationError, StorageError, UniqueViolationError } from "./errors";
import { PrismaClient } from "./generated/prisma/client";
import { processWide } from "./process-wide";
import { createSqliteAdapter, retryWhileBusy, type Synchronous } from "./sqlite-adapter";

/** How long a query is tried again while another process holds the lock. */
const BUSY_RETRY_MS = 5_000;

/** Puts what services have an answer for into the house's own terms. */
function translateError(error: unknown): unknown {
  if (isBusy(error)) return new AppError("overloaded", { cause: error });
  if (isForeignKeyViolation(error)) return new ForeignKeyViolationError(error);
  const storageFault = readStorageFault(error);
  if (storageFault !== undefined) return new StorageError(storageFault);
  const columns = readUniqueViolation(error);
  return columns === undefined ? error : new UniqueViolationError(columns, error);
}

function createClient(synchronous: Synchronous) {
  return new PrismaClient({
    adapter: createSqliteAdapter(env.DATABASE_URL, { synchronous }),
    // A long error quotes the query with its values, which may hold what no log should.
    errorFormat: "minimal",
    // The hash leaves the database only for a query that asks for it by name.
    omit: { user: { passwordHash: true } },
  });
}

function withRetries(client: ReturnType<typeof createClient>) {
  return client.$extends({
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
}

const client = processWide("database", () => createClient("FULL"));
const hastyClient = processWide("hasty-database", () => createClient("NORMAL"));

/**
 * The database. Never open an interactive transaction on it: on SQLite other requests' queries would run inside it and
 * share its rollback (see docs/decisions); single conditional statements and `$transaction([...])` are safe.
 */
export const db = withRetries(client);

/**
 * The same database for what is written often and need not survive a power cut, such as counters: a write does not wait for
 * the disk, and so takes a hundredth of the time.
 */
export const hastyDb = withRetries(hastyClient);

/** Ends the process's connections, when nothing needs them any more. */
export async function closeDatabase(): Promise<void> {
  await Promise.all([client.$disconnect(), hastyClient.$disconnect()]);
}
