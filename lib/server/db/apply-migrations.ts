import "server-only";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { adviseOn } from "./storage-advice";
import { isBusy } from "./db-errors";
import { createSqliteAdapter, retryWhileBusy } from "./sqlite-adapter";
import { startMigrationEngine } from "./migration-engine";

const LOCK_TIMEOUT_MS = 60_000;

/**
 * Applies the pending migrations in `<prismaFolder>/migrations`, all or none, and returns their names.
 *
 * One transaction holds them all. It is also the lock between processes that start at once: SQLite has one writer at a
 * time, and the operating system ends the transaction of a process that is killed. Readers are not held up.
 *
 * @throws {Error} with a message for people: which migration failed, or why the database cannot be had
 */
export async function applyMigrations(
  databaseUrl: string,
  { prismaFolder = "prisma", lockTimeoutMs = LOCK_TIMEOUT_MS } = {},
): Promise<string[]> {
  const connection = await createSqliteAdapter(databaseUrl).connect();
  try {
    await beginAlone(connection, lockTimeoutMs);
    const engine = await startMigrationEngine(connection, prismaFolder);
    const applied = await engine.applyMigrations();
    if (applied.length > 0) await requireSoundReferences(connection, applied);
    await connection.executeScript("COMMIT");
    return applied;
  } catch (error) {
    throw withRemedy(error, databaseUrl);
  } finally {
    await connection.dispose(); // which rolls back what is not committed
  }
}

async function beginAlone(connection: SqlDriverAdapter, timeoutMs: number): Promise<void> {
  // Prisma alters a table by copying and dropping it, and a drop deletes the rows that refer to the table's. This switch
  // prevents that; inside a transaction SQLite ignores it, so the one in the migration comes too late.
  await connection.executeScript("PRAGMA foreign_keys = OFF");
  try {
    await retryWhileBusy(() => connection.executeScript("BEGIN IMMEDIATE"), timeoutMs);
  } catch (cause) {
    if (!isBusy(cause)) throw cause;
    const seconds = timeoutMs / 1000;
    throw new Error(
      `Another process has kept the database locked for ${seconds} s. Wait for it or end it, and try again.`,
      { cause },
    );
  }
}

async function requireSoundReferences(connection: SqlDriverAdapter, applied: string[]): Promise<void> {
  const { rows } = await connection.queryRaw({ sql: "PRAGMA foreign_key_check", args: [], argTypes: [] });
  const [broken] = rows;
  if (broken === undefined) return;
  const [table, , parent] = broken.map(String);
  throw new Error(
    `Nothing was applied: after ${applied.join(", ")} there would be rows in ${table} that refer to missing rows of ${parent}.`,
  );
}

/** Adds to the few words that SQLite has for a full disk and the like which file they are about, and what to do. */
function withRemedy(error: unknown, databaseUrl: string): unknown {
  const reason = error instanceof Error ? error.message : String(error);
  const remedy = adviseOn(reason);
  if (remedy === undefined || reason.includes(remedy)) return error;
  return new Error(`Nothing was applied to ${databaseUrl}: ${reason}.\n${remedy}`, { cause: error });
}
