import "server-only";
import pg from "pg";
import { applyPending } from "./apply-pending";
import { connectForMigrations, MIGRATION_LOCK } from "./migration-connection";
import { lockHeldError } from "./lock-held-error";
import { connectWhenReady } from "./connect-when-ready";
import { describeDatabase } from "./postgres-config";
import { requireSupportedServer } from "./require-supported-server";
import { withRemedy } from "./storage-advice";

/** A blocked `ALTER TABLE` blocks all later queries of its table, so it must not wait for long. */
const TABLE_LOCK_TIMEOUT_MS = 5_000;

const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Applies the pending migrations to a PostgreSQL database, as `applyMigrations` describes. All statements run on one connection
 * in one transaction, so they also work through PgBouncer in transaction mode.
 */
export async function applyToPostgres(
  databaseUrl: string,
  options: { prismaFolder: string; lockTimeoutMs: number; connectTimeoutMs: number },
): Promise<string[]> {
  const client = await connectWhenReady(databaseUrl, options.connectTimeoutMs);
  try {
    await requireSupportedServer(client);
    await beginExclusively(client, options.lockTimeoutMs);
    const applied = await applyPending(await connectForMigrations(client), options.prismaFolder);
    await client.query("COMMIT");
    return applied;
  } catch (error) {
    throw withRemedy(error, `the ${describeDatabase(databaseUrl)}`);
  } finally {
    await client.end(); // rolls back unless committed
  }
}

async function beginExclusively(client: pg.Client, timeoutMs: number): Promise<void> {
  // A role or a database may have limits and paths of its own.
  await client.query(`BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL search_path = public`);
  try {
    await client.query(
      `SET LOCAL lock_timeout = ${timeoutMs}; SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`,
    );
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError) || cause.code !== LOCK_NOT_AVAILABLE) throw cause;
    throw lockHeldError(timeoutMs, cause);
  }
  await client.query(`SET LOCAL lock_timeout = ${TABLE_LOCK_TIMEOUT_MS}`);
}
