import "server-only";
import { env } from "@/lib/env";
import { PrismaClient } from "../generated/prisma/client";
import { closeReader, openReader } from "./prepared-query";
import { globalSingleton } from "../global-singleton";
import { runQuery } from "./run-query";
import { createSqliteAdapter, type Synchronous } from "./sqlite-adapter";

function createClient(synchronous: Synchronous) {
  return new PrismaClient({
    adapter: createSqliteAdapter(env.DATABASE_URL, { synchronous }),
    // A longer error quotes lines of our code, too.
    errorFormat: "minimal",
    // The hash leaves the database only for a query that asks for it by name.
    omit: { user: { passwordHash: true } },
  });
}

function withRetries(client: ReturnType<typeof createClient>) {
  return client.$extends({
    query: {
      async $allOperations({ args, query, ...internal }) {
        const { __internalParams: params } = internal as { __internalParams?: { transaction?: unknown } };
        // One query of `$transaction([...])` tried again alone would be stored without the others.
        return runQuery<unknown>(() => query(args), { canRepeat: params?.transaction === undefined });
      },
    },
  });
}

const client = globalSingleton("database", () => createClient("FULL"));
const relaxedClient = globalSingleton("relaxed-database", () => createClient("NORMAL"));

/**
 * The database. Never open an interactive transaction on it: on SQLite other requests' queries would run inside it and
 * share its rollback (see docs/decisions); single conditional statements and `$transaction([...])` are safe.
 */
export const db = withRetries(client);

/**
 * The same database for what is written often and need not survive a power cut, such as counters: a write does not wait for
 * the disk, and so takes a hundredth of the time.
 */
export const relaxedDb = withRetries(relaxedClient);

/**
 * Opens the process's connections. Left to the first request, it would find no room for the files beside the database once
 * the disk is full, and then not even read.
 */
export async function openDatabase(): Promise<void> {
  await Promise.all([client.$connect(), relaxedClient.$connect()]);
  openReader();
}

/** Ends the process's connections, when nothing needs them any more. */
export async function closeDatabase(): Promise<void> {
  closeReader();
  await Promise.all([client.$disconnect(), relaxedClient.$disconnect()]);
}
