import "server-only";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { isPostgresUrl } from "@/lib/database-url";
import { applyMigrations } from "./apply-migrations";
import { openPostgresForCopy, POSTGRESQL_TYPES } from "./copy-database-postgresql";
import { openSqliteForCopy, SQLITE_TYPES } from "./copy-database-sqlite";
import {
  sortParentsFirst,
  toTables,
  type CopyConnection,
  type CopyMode,
  type Row,
  type Table,
} from "./copy-database-tables";
import { readMigrations } from "./read-migrations";
import { toFile } from "./sqlite-adapter";

interface CopyOptions {
  prismaFolder?: string;
  /** Called before the first row of each table and after each batch of rows. */
  onProgress?: (table: string, rows: number, total: number) => unknown;
}

/** What a table holds: the number of its rows, their checksum in the order of the key, and the last id given out. */
interface Contents {
  rows: number;
  checksum: string;
  lastId: number | undefined;
}

/**
 * Copies all rows, ids and id counters of one database into another one that is empty, and returns the number of rows. The
 * source is read from one snapshot. The target is migrated first; all rows are written in one transaction, read back and
 * compared before it is committed.
 *
 * @throws {Error} with a message for people; no rows have been copied then
 */
export async function copyDatabase(
  fromUrl: string,
  toUrl: string,
  { prismaFolder = "prisma", onProgress = () => undefined }: CopyOptions = {},
): Promise<number> {
  const from = await open(fromUrl, "read");
  try {
    await requireThisVersion(from, fromUrl, prismaFolder);
    if (exists(toUrl)) await withConnection(toUrl, "read", requireEmpty);
    await applyMigrations(toUrl, { prismaFolder });
    return await withConnection(toUrl, "write", async (to) => {
      await requireEmpty(to);
      const tables = await describeTables(from, fromUrl);
      requireSameTables(tables, await describeTables(to, toUrl));
      let rows = 0;
      for (const table of sortParentsFirst(tables)) {
        const written = await copyTable(from, to, table, onProgress);
        const stored = await readContents(to, table);
        if (!isDeepStrictEqual(stored, written))
          throw new Error(
            `The target returned other rows of ${table.name} than were written. Nothing was copied.`,
          );
        rows += written.rows;
      }
      await to.commit();
      return rows;
    });
  } finally {
    await from.close();
  }
}

async function open(databaseUrl: string, mode: CopyMode): Promise<CopyConnection> {
  return isPostgresUrl(databaseUrl)
    ? openPostgresForCopy(databaseUrl, mode)
    : openSqliteForCopy(databaseUrl, mode);
}

async function withConnection<Result>(
  databaseUrl: string,
  mode: CopyMode,
  work: (connection: CopyConnection) => Promise<Result>,
): Promise<Result> {
  const connection = await open(databaseUrl, mode);
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

function exists(databaseUrl: string): boolean {
  return isPostgresUrl(databaseUrl) || existsSync(toFile(databaseUrl));
}

async function describeTables(connection: CopyConnection, databaseUrl: string): Promise<Table[]> {
  const types = isPostgresUrl(databaseUrl) ? POSTGRESQL_TYPES : SQLITE_TYPES;
  const tables = toTables(await connection.listTables(), types);
  return tables.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function requireThisVersion(
  connection: CopyConnection,
  databaseUrl: string,
  prismaFolder: string,
): Promise<void> {
  const folder = join(prismaFolder, "migrations", isPostgresUrl(databaseUrl) ? "postgresql" : "sqlite");
  const expected = readMigrations(folder).migrationDirectories.map(({ path }) => path);
  const names = (await connection.listTables()).map(({ name }) => name);
  if (!names.includes("users")) throw new Error("The source has no tables of Inkwell.");
  const applied = await connection.listMigrations();
  const missing = expected.filter((name) => !applied.includes(name));
  const unknown = applied.filter((name) => !expected.includes(name));
  if (missing.length > 0)
    throw new Error(
      `The source is of an older version of Inkwell, without ${missing.join(", ")}. ` +
        "Apply the migrations first: set DATABASE_URL and run `npm run db:migrate`.",
    );
  if (unknown.length > 0)
    throw new Error(
      `The source is of a newer version of Inkwell, with ${unknown.join(", ")}. Copy it with that version.`,
    );
}

async function requireEmpty(connection: CopyConnection): Promise<void> {
  for (const { name } of await connection.listTables()) {
    if (await connection.hasRows(name))
      throw new Error(
        `The target is not empty: ${name} has rows. Name an empty database. Nothing was copied.`,
      );
  }
}

async function copyTable(
  from: CopyConnection,
  to: CopyConnection,
  table: Table,
  onProgress: NonNullable<CopyOptions["onProgress"]>,
): Promise<Contents> {
  const total = await from.countRows(table);
  await onProgress(table.name, 0, total);
  const contents = await readContents(from, table, async (batch, rows) => {
    await to.insertRows(table, batch);
    await onProgress(table.name, rows, total);
  }).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot copy ${table.name}: ${reason}. Nothing was copied.`, { cause });
  });
  if (contents.lastId !== undefined) await to.setCounter(table, contents.lastId);
  return contents;
}

async function readContents(
  connection: CopyConnection,
  table: Table,
  onBatch: (batch: readonly Row[], rows: number) => Promise<void> = () => Promise.resolve(),
): Promise<Contents> {
  const hash = createHash("sha256");
  const names = table.columns.map(({ name }) => name);
  let rows = 0;
  for await (const batch of connection.readRows(table)) {
    for (const row of batch) hash.update(`${JSON.stringify(names.map((name) => row[name]))}\n`);
    rows += batch.length;
    await onBatch(batch, rows);
  }
  const lastId = table.isCounted ? await connection.readCounter(table) : undefined;
  return { rows, checksum: hash.digest("hex"), lastId };
}

function requireSameTables(ofSource: readonly Table[], ofTarget: readonly Table[]): void {
  const describe = (tables: readonly Table[]) =>
    new Map(tables.map((table) => [table.name, JSON.stringify(table)]));
  const [source, target] = [describe(ofSource), describe(ofTarget)];
  const names = new Set([...source.keys(), ...target.keys()]);
  const different = [...names].filter((name) => source.get(name) !== target.get(name));
  if (different.length > 0)
    throw new Error(
      `These tables differ between the two databases: ${different.join(", ")}. Nothing was copied.`,
    );
}
