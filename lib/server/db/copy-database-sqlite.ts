import "server-only";
import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import {
  BATCH_ROWS,
  describeRow,
  type CatalogTable,
  type ColumnType,
  type CopyConnection,
  type CopyMode,
  type Row,
  type Table,
} from "./copy-database-tables";
import { PRAGMAS, toFile } from "./sqlite-adapter";

export const SQLITE_TYPES: Readonly<Record<string, ColumnType>> = {
  INTEGER: "integer",
  BIGINT: "bigint",
  TEXT: "text",
  DATETIME: "timestamp",
  BLOB: "bytes",
};

const LOCK_TIMEOUT_MS = 5_000;

/**
 * Opens a SQLite file for a copy.
 *
 * @throws {Error} if the file does not exist, is no database, or is locked for five seconds
 */
export function openSqliteForCopy(databaseUrl: string, mode: CopyMode): CopyConnection {
  const file = toFile(databaseUrl);
  if (!existsSync(file)) throw new Error(`There is no database at ${file}.`);
  const database = new Database(file, { readonly: mode === "read", timeout: LOCK_TIMEOUT_MS });
  database.exec(`PRAGMA synchronous = FULL; ${PRAGMAS}`);
  database.exec(mode === "read" ? "BEGIN" : "BEGIN IMMEDIATE");
  const pluck = (sql: string, ...values: unknown[]) =>
    database
      .prepare(sql)
      .pluck()
      .get(...values);

  return {
    async listMigrations() {
      const sql = "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1";
      return database.prepare<[], string>(sql).pluck().all();
    },
    async listTables() {
      return describeTables(database);
    },
    async hasRows(table) {
      return pluck(`SELECT EXISTS (SELECT 1 FROM "${table}")`) === 1;
    },
    async countRows({ name }) {
      return pluck(`SELECT count(*) FROM "${name}"`) as number;
    },
    async *readRows(table) {
      const columns = table.columns.map(({ name, type }) => `${toText(name, type)} AS "${name}"`);
      const key = table.key.map((column) => `"${table.name}"."${column}"`).join(", ");
      const sql = `SELECT ${columns.join(", ")} FROM "${table.name}" ORDER BY ${key}`;
      let batch: Row[] = [];
      for (const row of database.prepare<[], Record<string, unknown>>(sql).iterate()) {
        batch.push(fromSqlite(table, row));
        if (batch.length < BATCH_ROWS) continue;
        yield batch;
        batch = [];
      }
      if (batch.length > 0) yield batch;
    },
    async insertRows(table, rows) {
      const names = table.columns.map(({ name }) => `"${name}"`).join(", ");
      const places = table.columns.map(() => "?").join(", ");
      const insert = database.prepare(`INSERT INTO "${table.name}" (${names}) VALUES (${places})`);
      for (const row of rows)
        insert.run(table.columns.map(({ name, type }) => toSqlite(type, row[name] ?? null)));
    },
    async readCounter({ name }) {
      return (pluck("SELECT seq FROM sqlite_sequence WHERE name = ?", name) as number | undefined) ?? 0;
    },
    async setCounter({ name }, lastId) {
      database.prepare("DELETE FROM sqlite_sequence WHERE name = ?").run(name);
      database.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)").run(name, lastId);
    },
    async commit() {
      database.exec("COMMIT");
    },
    async close() {
      database.close();
    },
  };
}

function describeTables(database: Database.Database): CatalogTable[] {
  // Virtual tables and their shadow tables are derived from the others.
  const tables = database
    .prepare<[], { name: string; isCounted: number }>(
      `SELECT name, sql LIKE '%AUTOINCREMENT%' AS isCounted FROM pragma_table_list JOIN sqlite_schema USING (name)
       WHERE pragma_table_list.schema = 'main' AND pragma_table_list.type = 'table'
         AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT IN ('_prisma_migrations', 'content_versions')
       ORDER BY name`,
    )
    .all();
  return tables.map(({ name, isCounted }) => ({
    name,
    columns: database
      .prepare<[string], { name: string; type: string }>(
        "SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden = 0",
      )
      .all(name),
    key: database
      .prepare<[string], string>("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk")
      .pluck()
      .all(name),
    parents: database
      .prepare<[string], string>('SELECT "table" FROM pragma_foreign_key_list(?)')
      .pluck()
      .all(name),
    isCounted: isCounted === 1,
  }));
}

/** Returns the SQL expression that reads a column as `Row` has it, except for times. */
function toText(name: string, type: ColumnType): string {
  if (type === "bytes") return `'\\x' || lower(hex("${name}"))`;
  // A number of JavaScript would lose the last digits.
  return type === "bigint" ? `CAST("${name}" AS TEXT)` : `"${name}"`;
}

/** Converts a row of SQLite, where a column may hold a value of any type. */
function fromSqlite(table: Table, row: Readonly<Record<string, unknown>>): Row {
  const convert = ({ name, type }: Table["columns"][number]) => {
    const value = row[name];
    if (value === null) return null;
    if (type === "integer" ? isInt32(value) : typeof value === "string") {
      if (type !== "timestamp") return value as string | number;
      const time = Date.parse(toIso(value as string));
      if (!Number.isNaN(time)) return new Date(time).toISOString();
    }
    throw new Error(`${describeRow(table, row)} has a ${name} that is not of type ${type}`);
  };
  return Object.fromEntries(table.columns.map((column) => [column.name, convert(column)]));
}

function isInt32(value: unknown): boolean {
  return typeof value === "number" && value === (value | 0);
}

/** SQLite's own functions write times in UTC without saying so. JavaScript would take that for local time. */
function toIso(time: string): string {
  return /(?:Z|[+-]\d\d:\d\d)$/.test(time) ? time : `${time.replace(" ", "T")}Z`;
}

/** Converts a value to the form in which Prisma's adapter stores it. */
function toSqlite(type: ColumnType, value: string | number | null): string | number | bigint | Buffer | null {
  if (value === null) return null;
  if (type === "bytes") return Buffer.from(String(value).replace("\\x", ""), "hex");
  if (type === "bigint") return BigInt(value);
  return type === "timestamp" ? String(value).replace("Z", "+00:00") : value;
}
