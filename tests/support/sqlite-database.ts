import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import type { Row, Value } from "./database";

/** Returns the path of the file that a `DATABASE_URL` names. */
export function toDatabaseFile(databaseUrl: string): string {
  return databaseUrl.replace(/^file:/, "");
}

export async function execute(url: string, sql: string, values: Value[]): Promise<void> {
  withConnection(url, (database) => database.prepare(sql).run(...values.map(toColumn)));
}

export async function query(url: string, sql: string, values: Value[]): Promise<Row[]> {
  const work = (database: Database.Database) => database.prepare(sql).all(...values.map(toColumn)) as Row[];
  return withConnection(url, work, { readonly: true });
}

export async function insertRows(
  url: string,
  table: string,
  columns: readonly string[],
  rows: readonly Record<string, Value>[],
): Promise<number[]> {
  const places = columns.map(() => "?").join(", ");
  return withConnection(url, (database) => {
    const insert = database
      .prepare(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${places}) RETURNING id`)
      .pluck();
    const insertAll = () =>
      rows.map((row) => insert.get(...columns.map((column) => toColumn(row[column] ?? null))) as number);
    return database.transaction(insertAll).immediate();
  });
}

export async function lock(url: string): Promise<() => Promise<void>> {
  const database = new Database(toDatabaseFile(url), { fileMustExist: true });
  database.exec("BEGIN IMMEDIATE");
  return async () => void database.close();
}

export async function findCorruption(url: string): Promise<unknown[]> {
  const check = (database: Database.Database) => {
    const integrity = database.pragma("integrity_check", { simple: true });
    return [
      ...(integrity === "ok" ? [] : [integrity]),
      ...(database.pragma("foreign_key_check") as unknown[]),
    ];
  };
  return withConnection(url, check, { readonly: true });
}

export async function ruin(url: string): Promise<void> {
  withConnection(url, (database) => {
    // A server reads again what another process has written, so that it keeps no page of the file in memory.
    database.exec("CREATE TABLE another (id INTEGER)");
    database.pragma("wal_checkpoint(TRUNCATE)");
    writeFileSync(toDatabaseFile(url), "This is no database.".repeat(1_000));
  });
}

/** Reads all files of the database's folder; none if it disappeared with the server's own file system. */
export async function readStored(url: string): Promise<Buffer[]> {
  const folder = path.dirname(toDatabaseFile(url));
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ name }) => readFileSync(path.join(folder, name)));
}

/** Copies the database to a file as `.backup` of the sqlite3 shell does. */
export async function backUp(url: string, file: string): Promise<void> {
  const source = new Database(toDatabaseFile(url), { readonly: true });
  await source.backup(file).finally(() => source.close());
}

function withConnection<Result>(
  url: string,
  work: (database: Database.Database) => Result,
  options: Database.Options = {},
): Result {
  const database = new Database(toDatabaseFile(url), { fileMustExist: true, ...options });
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** Returns a value as the product stores it: times as ISO 8601 with the offset of UTC. */
function toColumn(value: Value): string | number | null {
  return value instanceof Date ? value.toISOString().replace("Z", "+00:00") : value;
}
