import "server-only";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { applyPending } from "./apply-pending";
import { withRemedy } from "./storage-advice";
import { isBusy } from "./db-errors";
import { retryWhileBusy } from "./retry-while-busy";
import { createSqliteAdapter } from "./sqlite-adapter";
import { lockHeldError } from "./lock-held-error";

/**
 * Applies the pending migrations to a SQLite file, as `applyMigrations` describes. SQLite has one writer at a time, so the
 * transaction is the lock. Readers are not blocked.
 */
export async function applyToSqlite(
  databaseUrl: string,
  { prismaFolder, lockTimeoutMs }: { prismaFolder: string; lockTimeoutMs: number },
): Promise<string[]> {
  const connection = await createSqliteAdapter(databaseUrl).connect();
  try {
    await beginExclusively(connection, lockTimeoutMs);
    const applied = await applyPending(connection, prismaFolder);
    if (applied.length > 0) await requireValidReferences(connection, applied);
    await connection.executeScript("COMMIT");
    return applied;
  } catch (error) {
    throw withRemedy(error, databaseUrl);
  } finally {
    await connection.dispose(); // rolls back unless committed
  }
}

async function beginExclusively(connection: SqlDriverAdapter, timeoutMs: number): Promise<void> {
  // Prisma alters a table by copying and dropping it, and dropping it deletes the rows that refer to it. This pragma prevents
  // that. SQLite ignores it inside a transaction, so the pragma in the migration comes too late.
  await connection.executeScript("PRAGMA foreign_keys = OFF");
  try {
    await retryWhileBusy(() => connection.executeScript("BEGIN IMMEDIATE"), timeoutMs);
  } catch (cause) {
    if (!isBusy(cause)) throw cause;
    throw lockHeldError(timeoutMs, cause);
  }
}

async function requireValidReferences(connection: SqlDriverAdapter, applied: string[]): Promise<void> {
  const { rows } = await connection.queryRaw({ sql: "PRAGMA foreign_key_check", args: [], argTypes: [] });
  const [broken] = rows;
  if (broken === undefined) return;
  const [table, , parent] = broken.map(String);
  throw new Error(
    `Nothing was applied: after ${applied.join(", ")}, rows of ${table} would refer to missing rows of ${parent}.`,
  );
}
