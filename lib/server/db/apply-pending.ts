import "server-only";
import { join } from "node:path";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { readMigrations } from "./read-migrations";
import { requireOwnDatabase } from "./require-own-database";

/**
 * Applies the pending migrations over an open connection and returns their names. The caller begins and ends the transaction.
 *
 * @throws {Error} naming the migration that fails and the reason, or why the database is not Inkwell's
 */
export async function applyPending(connection: SqlDriverAdapter, prismaFolder: string): Promise<string[]> {
  const database = connection.provider === "postgres" ? "postgresql" : "sqlite";
  const { migrationDirectories } = readMigrations(join(prismaFolder, "migrations", database));
  const known = migrationDirectories.map(({ path }) => path);
  const finished = await requireOwnDatabase(connection, known);
  if (known.every((name) => finished.includes(name))) return [];
  // Most starts have nothing to apply, and need not keep the engine in memory.
  const { startMigrationEngine } = await import("./migration-engine");
  return (await startMigrationEngine(connection, prismaFolder)).applyMigrations();
}
