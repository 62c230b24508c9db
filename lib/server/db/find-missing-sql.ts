import "server-only";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { startMigrationEngine } from "./migration-engine";

/**
 * Returns the SQL that `schema.prisma` asks for and the committed migrations do not give, or nothing when they agree.
 * The migrations run on a throwaway database in memory.
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
