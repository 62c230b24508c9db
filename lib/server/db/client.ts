import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/env";
import { PrismaClient as PostgresClient } from "../generated/postgresql/client";
import { PrismaClient as SqliteClient } from "../generated/sqlite/client";
import { globalSingleton } from "../global-singleton";
import { isPostgres } from "./dialect";
import { getPool } from "./postgres-pool";
import { runQuery } from "./run-query";
import { createSqliteAdapter } from "./sqlite-adapter";
import { closeConnections, openConnections } from "./sqlite-statements";

const OPTIONS = {
  // The longer formats quote lines of our code.
  errorFormat: "minimal",
  // A query gets the hash only if it asks for it by name.
  omit: { user: { passwordHash: true } },
} as const;

type Client = ReturnType<typeof createSqliteClient>;

function createSqliteClient() {
  return new SqliteClient({ adapter: createSqliteAdapter(env.DATABASE_URL), ...OPTIONS });
}

/**
 * Both clients are generated from one schema. That of PostgreSQL can do all that SQLite's can, and more that stores must not
 * use, so they see the type of SQLite's.
 */
function createPostgresClient(): Client {
  return new PostgresClient({ adapter: new PrismaPg(getPool()), ...OPTIONS }) as unknown as Client;
}

function withRetries(client: Client) {
  return client.$extends({
    query: { $allOperations: ({ args, query }) => runQuery<unknown>(() => query(args)) },
  });
}

const client = globalSingleton("database", isPostgres ? createPostgresClient : createSqliteClient);

/**
 * The database. Never open a transaction on it: on SQLite the queries of other requests would run inside it, and be undone
 * with it (docs/decisions/0004). Use one conditional statement, a nested write, or `executeAll` of statements.ts.
 */
export const db = withRetries(client);

/**
 * Opens the connections of this process. Call it at the start: once the disk is full, a new connection could not create the
 * files beside a SQLite database, and so could not even read. On PostgreSQL it opens one connection, which reads the clock.
 */
export async function openDatabase(): Promise<void> {
  await client.$connect();
  if (isPostgres) await runQuery(() => getPool().use(async () => undefined));
  else openConnections();
}

/** Closes the connections of this process. */
export async function closeDatabase(): Promise<void> {
  closeConnections();
  await client.$disconnect();
  if (isPostgres) await getPool().end();
}
