import "server-only";
import Database from "better-sqlite3";
import { LRUCache } from "lru-cache";
import { env } from "@/lib/env";
import type { Prisma } from "../generated/sqlite/client";
import { globalSingleton } from "../global-singleton";
import { BUSY_TIMEOUT_MS, PRAGMAS, toFile, type Synchronous } from "./sqlite-adapter";

/**
 * `full`: an acknowledged write survives a power cut. `relaxed`: the last writes before a power cut may be lost, but a write
 * does not wait for the disk, which makes it about a hundred times faster. Both survive a crash of the process.
 */
export type Durability = "full" | "relaxed";

interface Prepared {
  statement: Database.Statement<unknown[], Record<string, unknown>>;
  /** The columns that hold timestamps. */
  dateColumns: readonly string[];
}

interface Connection {
  database: Database.Database;
  prepared: LRUCache<string, Prepared>;
}

const SYNCHRONOUS: Record<Durability, Synchronous> = { full: "FULL", relaxed: "NORMAL" };
const PREPARED_STATEMENTS_MAX = 200;

const connections = globalSingleton("statement-connections", () => new Map<Durability, Connection>());

/** Runs one SQL statement and returns its rows. */
export async function queryRows<Row>(sql: Prisma.Sql, durability: Durability): Promise<Row[]> {
  const { statement, dateColumns } = prepare(openConnection(durability), sql.sql);
  const rows = statement.all(toSqliteValues(sql.values));
  for (const row of rows) for (const column of dateColumns) row[column] = toDate(row[column]);
  return rows as Row[];
}

/** Runs one SQL statement and returns the number of rows that it changed. */
export async function execute(sql: Prisma.Sql, durability: Durability): Promise<number> {
  return run(openConnection(durability), sql);
}

/** Runs SQL statements in one transaction and returns the number of rows that each changed. */
export async function executeAll(
  statements: readonly Prisma.Sql[],
  durability: Durability,
): Promise<number[]> {
  const connection = openConnection(durability);
  return connection.database.transaction(() => statements.map((sql) => run(connection, sql))).immediate();
}

/** Opens the connections of this process. */
export function openConnections(): void {
  openConnection("full");
  openConnection("relaxed");
}

/** Closes the connections of this process. The next statement opens them again. */
export function closeConnections(): void {
  for (const { database } of connections.values()) database.close();
  connections.clear();
}

function openConnection(durability: Durability): Connection {
  const open = connections.get(durability);
  if (open !== undefined) return open;
  const database = new Database(toFile(env.DATABASE_URL), { timeout: BUSY_TIMEOUT_MS });
  database.exec(`PRAGMA synchronous = ${SYNCHRONOUS[durability]}; ${PRAGMAS}`);
  const connection = {
    database,
    prepared: new LRUCache<string, Prepared>({ max: PREPARED_STATEMENTS_MAX }),
  };
  connections.set(durability, connection);
  return connection;
}

function prepare({ database, prepared }: Connection, sql: string): Prepared {
  const known = prepared.get(sql);
  if (known !== undefined) return known;
  const statement = database.prepare<unknown[], Record<string, unknown>>(sql);
  const columns = statement.reader ? statement.columns() : [];
  const dateColumns = columns.filter(({ type }) => type === "DATETIME").map(({ name }) => name);
  const entry = { statement, dateColumns };
  prepared.set(sql, entry);
  return entry;
}

function run(connection: Connection, sql: Prisma.Sql): number {
  return prepare(connection, sql.sql).statement.run(toSqliteValues(sql.values)).changes;
}

function toSqliteValues(values: readonly unknown[]): unknown[] {
  return values.map((value) => {
    // As Prisma's adapter writes timestamps, so that both compare as text.
    if (value instanceof Date) return value.toISOString().replace("Z", "+00:00");
    return typeof value === "boolean" ? Number(value) : value;
  });
}

function toDate(value: unknown): Date | null {
  return typeof value === "string" ? new Date(value) : null;
}
