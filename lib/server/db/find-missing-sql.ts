import "server-only";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { connectForMigrations } from "./migration-connection";
import { startMigrationEngine } from "./migration-engine";

export const DATABASES = ["sqlite", "postgresql"] as const;
export type Database = (typeof DATABASES)[number];

const CONNECT: Record<Database, () => Promise<SqlDriverAdapter>> = {
  sqlite: () => new PrismaBetterSqlite3({ url: ":memory:" }).connect(),
  postgresql: connectToPglite,
};

/**
 * Returns the SQL that leads from the committed migrations of a database to `schema.prisma`, or undefined if they agree. The
 * migrations run on a temporary database in memory.
 *
 * @throws {Error} naming the migration that fails and the reason
 */
export async function findMissingSql(
  database: Database,
  prismaFolder = "prisma",
): Promise<string | undefined> {
  const connection = await CONNECT[database]();
  try {
    const engine = await startMigrationEngine(connection, prismaFolder);
    await engine.applyMigrations();
    return await engine.diffSchema();
  } finally {
    await connection.dispose();
  }
}

/** Starts PostgreSQL as WebAssembly, so that nobody has to install a server to change the schema. */
async function connectToPglite(): Promise<SqlDriverAdapter> {
  const db = await PGlite.create();
  const server = new PGLiteSocketServer({ db, port: 0 });
  await server.start();
  const [host, port] = server.getServerConn().split(":");
  const client = new pg.Client({
    host,
    port: Number(port),
    user: "postgres",
    database: "postgres",
    ssl: false,
  });
  await client.connect();
  const dispose = async () => {
    await client.end();
    await server.stop();
    await db.close();
  };
  await client.query("BEGIN");
  return Object.assign(await connectForMigrations(client), { dispose });
}
