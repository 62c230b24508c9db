import "server-only";
import { access, chmod, constants, mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { DEFAULT_DATABASE_URL, isPostgresUrl } from "@/lib/database-url";
import { adviseOn } from "./storage-advice";
import { retryWhileBusy } from "./retry-while-busy";

/** How long SQLite waits for a lock. Short, because it blocks the event loop meanwhile. */
export const BUSY_TIMEOUT_MS = 5;

const WAL_SWITCH_TIMEOUT_MS = 10_000;

const ADVICE =
  "DATABASE_URL must name a SQLite file on a local disk, in an existing folder that this process can write to.";

/** FULL: acknowledged writes survive a power cut. NORMAL: the last ones may be lost, but the file stays intact. */
export type Synchronous = "FULL" | "NORMAL";

/** The pragmas of every connection. */
export const PRAGMAS = `
  PRAGMA foreign_keys = ON;               -- off by default
  PRAGMA trusted_schema = OFF;            -- a manipulated file cannot call functions with side effects
  PRAGMA cache_size = -32768;             -- 32 MiB: the upper pages of every index of a large blog
  PRAGMA journal_size_limit = 67108864;   -- 64 MiB: a larger write-ahead log is cut back
`;

/**
 * Creates the driver adapter of a SQLite file, for Prisma's client and the migration engine. A relative path starts at the
 * working directory. `connect` of the returned factory sets the pragmas.
 *
 * @throws {Error} from `connect`, naming the file, if it cannot be opened or does not support a write-ahead log
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

/** Returns whether this process cannot write to a SQLite file, which only a restart changes. */
export async function isReadOnly(databaseUrl: string): Promise<boolean> {
  if (isPostgresUrl(databaseUrl)) return false;
  return access(toFile(databaseUrl), constants.W_OK).then(
    () => false,
    () => true,
  );
}

/** Converts a `file:` URL to an absolute path. A relative path starts at the working directory. */
export function toFile(databaseUrl: string): string {
  return resolve(databaseUrl.replace(/^file:/, ""));
}

/** Creates the default folder. A configured folder must exist, so that an unmounted disk starts no empty blog. */
async function requireFolder(folder: string, { isDefault }: { isDefault: boolean }): Promise<void> {
  if (isDefault) await mkdir(folder, { recursive: true, mode: 0o700 });
  await stat(folder).catch((cause: unknown) => {
    throw new Error("its folder does not exist", { cause });
  });
}

/**
 * Copies the permissions of a database to the files beside it. SQLite does so when it creates them. But if the database was
 * read-only then, these files stay read-only, and with them the database.
 */
async function renewPermissions(file: string): Promise<void> {
  const database = await stat(file).catch(() => undefined);
  if (database === undefined) return;
  const ignore = () => undefined; // The file does not exist or belongs to another user.
  for (const companion of [`${file}-wal`, `${file}-shm`]) await chmod(companion, database.mode).catch(ignore);
}

async function configure(connection: SqlDriverAdapter, synchronous: Synchronous): Promise<SqlDriverAdapter> {
  try {
    // Switching to WAL takes an exclusive lock, for which SQLite does not wait if several processes start at once.
    const mode = await retryWhileBusy(() => switchToWal(connection), WAL_SWITCH_TIMEOUT_MS);
    if (mode !== "wal") throw new Error(`its journal mode is "${mode}" and cannot be changed to "wal"`);
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
