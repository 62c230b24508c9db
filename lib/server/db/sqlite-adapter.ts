import "server-only";
import { access, chmod, constants, mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import pRetry from "p-retry";
import { DEFAULT_DATABASE_URL } from "@/lib/database-url";
import { adviseOn } from "./storage-advice";
import { isBusy } from "./db-errors";

/** How long SQLite itself waits for a lock: briefly, because the event loop stands still meanwhile. */
export const BUSY_TIMEOUT_MS = 5;

const WAL_SWITCH_TIMEOUT_MS = 10_000;

const ADVICE =
  "DATABASE_URL must name a SQLite file on a local disk, in a folder that is there and that this process may write to.";

/** FULL: an acknowledged write survives a power cut. NORMAL: the last ones may not, but the file stays whole. */
export type Synchronous = "FULL" | "NORMAL";

/** For every connection. */
export const PRAGMAS = `
  PRAGMA foreign_keys = ON;               -- SQLite's own default is off
  PRAGMA trusted_schema = OFF;            -- a tampered file cannot call functions with side effects
  PRAGMA cache_size = -32768;             -- 32 MiB of pages: the upper floors of every index of a large blog
  PRAGMA journal_size_limit = 67108864;   -- a write-ahead log that grew past 64 MiB shrinks again
`;

/**
 * The way to one SQLite file for Prisma's client and for the migration engine; a relative `file:` path starts at the
 * working directory. The returned factory's `connect` sets the pragmas.
 *
 * @throws {Error} from `connect`, naming the file, when it cannot be opened or cannot keep a write-ahead log
 */
export function createSqliteAdapter(
  databaseUrl: string,
  { synchronous = "FULL" }: { synchronous?: Synchronous } = {},
): SqlDriverAdapterFactory {
  const file = toFile(databaseUrl);
  const factory = new PrismaBetterSqlite3({ url: file, timeout: BUSY_TIMEOUT_MS });
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect() {
      try {
        await requireFolder(dirname(file), { isDefault: databaseUrl === DEFAULT_DATABASE_URL });
        await renewPermissions(file);
        return await configure(await factory.connect(), synchronous);
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new Error(`Cannot open the database ${file}: ${reason}.\n${adviseOn(reason) ?? ADVICE}`, {
          cause,
        });
      }
    },
  };
}

/** Says whether this process may read the database and not write to it. */
export async function isReadOnly(databaseUrl: string): Promise<boolean> {
  return access(toFile(databaseUrl), constants.W_OK).then(
    () => false,
    () => true,
  );
}

/** Gives the path of the file that a `file:` URL names; a relative one starts at the working directory. */
export function toFile(databaseUrl: string): string {
  return resolve(databaseUrl.replace(/^file:/, ""));
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

/** Makes the folder of the default. One that a setting names must be there: where a disk is not mounted, no empty blog begins. */
async function requireFolder(folder: string, { isDefault }: { isDefault: boolean }): Promise<void> {
  if (isDefault) await mkdir(folder, { recursive: true, mode: 0o700 });
  await stat(folder).catch((cause: unknown) => {
    throw new Error("its folder is not there", { cause });
  });
}

/**
 * Gives the files beside a database its permissions. SQLite does so when it makes them, but where the database was read-only
 * it leaves them behind, read-only themselves, and the database would stay so for ever.
 */
async function renewPermissions(file: string): Promise<void> {
  const database = await stat(file).catch(() => undefined);
  if (database === undefined) return;
  const ignore = () => undefined; // It is not there, or someone else's.
  for (const companion of [`${file}-wal`, `${file}-shm`]) await chmod(companion, database.mode).catch(ignore);
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
