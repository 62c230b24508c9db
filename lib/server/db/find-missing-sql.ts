import "server-only";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { startMigrationEngine } from "./migration-engine";

/**
 * Returns the SQL that leads from the committed migrations to `schema.prisma`, or undefined if they agree. The migrations run on
 * a temporary database in memory.
 *
 * @throws {Error} naming the migration that fails and the reason
 */
export async function findMissingSql(prismaFolder = "prisma"): Promise<string | undefined> {
  const connection = await new PrismaBetterSqlite3({ url: ":memory:" }).connect();
  try {
    const engine = await startMigrationEngine(connection, prismaFolder);
    await engine.applyMigrations();
    return await engine.diffSchema();
  } finally {
    await connection.dispose();
  }
}
