import "server-only";
import { env } from "@/lib/env";
import { PrismaClient } from "../generated/sqlite/client";
import { globalSingleton } from "../global-singleton";
import { runQuery } from "./run-query";
import { createSqliteAdapter } from "./sqlite-adapter";
import { closeConnections, openConnections } from "./statements";

function createClient() {
  return new PrismaClient({
    adapter: createSqliteAdapter(env.DATABASE_URL),
    // The longer formats quote lines of our code.
    errorFormat: "minimal",
    // A query gets the hash only if it asks for it by name.
    omit: { user: { passwordHash: true } },
  });
}

function withRetries(client: ReturnType<typeof createClient>) {
  return client.$extends({
    query: { $allOperations: ({ args, query }) => runQuery<unknown>(() => query(args)) },
  });
}

const client = globalSingleton("database", createClient);

/**
 * The database. Never open a transaction on it: on SQLite the queries of other requests would run inside it, and be undone
 * with it (docs/decisions/0004). Use one conditional statement, a nested write, or `executeAll` of statements.ts.
 */
export const db = withRetries(client);

/**
 * Opens the connections of this process. Call it at the start: once the disk is full, a new connection could not create the
 * files beside the database, and so could not even read.
 */
export async function openDatabase(): Promise<void> {
  await client.$connect();
  openConnections();
}

/** Closes the connections of this process. */
export async function closeDatabase(): Promise<void> {
  closeConnections();
  await client.$disconnect();
}
