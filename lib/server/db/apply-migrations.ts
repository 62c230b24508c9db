import "server-only";
import { isPostgresUrl } from "@/lib/database-url";
import { applyToPostgres } from "./apply-to-postgres";
import { applyToSqlite } from "./apply-to-sqlite";

export interface MigrationOptions {
  /** The folder of `schema.prisma` and `migrations`. */
  prismaFolder?: string;
  /** How long to wait for another process that migrates. */
  lockTimeoutMs?: number;
  /** How long to wait for a PostgreSQL that does not answer yet. */
  connectTimeoutMs?: number;
}

/**
 * Applies the pending migrations in `<prismaFolder>/migrations`, all or none, and returns their names.
 *
 * They run in one transaction. It also locks out other processes that start at the same time, and the database rolls it back
 * if the process is killed.
 *
 * @throws {Error} with a message for people: which migration failed, or why the database cannot be used
 */
export async function applyMigrations(
  databaseUrl: string,
  { prismaFolder = "prisma", lockTimeoutMs = 60_000, connectTimeoutMs = 15_000 }: MigrationOptions = {},
): Promise<string[]> {
  const options = { prismaFolder, lockTimeoutMs, connectTimeoutMs };
  return isPostgresUrl(databaseUrl)
    ? applyToPostgres(databaseUrl, options)
    : applyToSqlite(databaseUrl, options);
}
