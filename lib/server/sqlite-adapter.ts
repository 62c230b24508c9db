import "server-only";
import { mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import pRetry from "p-retry";
import { isBusy } from "./db-errors";

/** How long SQLite itself waits for a lock: briefly, because the event loop stands still meanwhile. */
const BUSY_TIMEOUT_MS = 5;

const WAL_SWITCH_TIMEOUT_MS = 10_000;

const ADVICE =
  "DATABASE_URL must name a SQLite file on a local disk, in a folder that this process may write to.";

/** FULL: an acknowledged write survives a power cut. NORMAL: the last ones may not, but the file stays whole. */
export type Synchronous = "FULL" | "NORMAL";

const PRAGMAS = `
  PRAGMA foreign_keys = ON;               -- SQLite's own default is off
  PRAGMA trusted_schema = OFF;            -- a tampered file cannot call functions with side effects
  PRAGMA cache_size = -32768;             -- 32 MiB of pages: the upper floors of every index of a large blog
  PRAGMA journal_size_limit = 67108864;   -- a write-ahead log that grew past 64 MiB shrinks again
`;

/**
 * The way to one SQLite file for Prisma's client and for the migration engine; a relative `file:` path starts at the
 * working directory. The returned factory's `connect` makes the missing folder and sets the pragmas.
 *
 * @throws {Error} from `connect`, naming the file, when it cannot be opened or cannot keep a write-ahead log
 */
export function createSqliteAdapter(
  databaseUrl: string,
  { synchronous = "FULL" }: { synchronous?: Synchronous } = {},
): SqlDriverAdapterFactory {
  const file = resolve(databaseUrl.replace(/^file:/, ""));
  const factory = new PrismaBetterSqlite3({ url: file, timeout: BUSY_TIMEOUT_MS });
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect() {
      try {
        await mkdir(dirname(file), { recursive: true, mode: 0o700 });
        return await configure(await factory.connect(), synchronous);
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new Error(`Cannot open the database ${file}: ${reason}.\n${ADVICE}`, { cause });
      }
    },
  };
}

/**
 * Repeats what fails because another connection holds the lock, with the event loop free in between.
 *
 * @throws the last error once `timeoutMs` have passed, and any other error at once
 */
export function retryWhileBusy<T>(action: () => Promise<T>, timeoutMs: number): Promise<T> {
  return pRetry(action, {
    retries: Infinity,
    maxRetryTime: timeoutMs,
    minTimeout: 20,
    factor: 1.5,
    maxTimeout: 250,
    randomize: true,
    shouldRetry: ({ error }) => isBusy(error),
  });
}

async function configure(connection: SqlDriverAdapter, synchronous: Synchronous): Promise<SqlDriverAdapter> {
  try {
    // Entering WAL takes an exclusive lock that SQLite does not wait for when several processes start at once.
    const mode = await retryWhileBusy(() => switchToWal(connection), WAL_SWITCH_TIMEOUT_MS);
    if (mode !== "wal") throw new Error(`its journal mode is "${mode}" and cannot be "wal"`);
    await connection.executeScript(`PRAGMA synchronous = ${synchronous}; ${PRAGMAS}`);
    return connection;
  } catch (error) {
    await connection.dispose();
    throw error;
  }
}

async function switchToWal(connection: SqlDriverAdapter): Promise<string> {
  const { rows } = await connection.queryRaw({ sql: "PRAGMA journal_mode = WAL", args: [], argTypes: [] });
  return String(rows[0]?.[0]);
}
