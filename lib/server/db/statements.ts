import "server-only";
import type { Prisma } from "../generated/sqlite/client";
import { isPostgres } from "./dialect";
import * as postgres from "./postgres-statements";
import { runQuery } from "./run-query";
import * as sqlite from "./sqlite-statements";

interface StatementOptions {
  /** Defaults to `full`. It makes no difference to a read, nor on PostgreSQL, where no other request waits for a commit. */
  durability?: sqlite.Durability;
}

/**
 * Runs one SQL statement and returns its rows: a query, or a write with `RETURNING`. Timestamps are `Date` objects.
 *
 * For the statements of nearly every request: Prisma takes several times as long for one (docs/decisions/0004). Everything
 * else goes through `db` of client.ts. The SQL must mean the same to both databases, with fragments of dialect.ts.
 *
 * @throws as `runQuery`
 */
export function queryRows<Row>(
  sql: Prisma.Sql,
  { durability = "full" }: StatementOptions = {},
): Promise<Row[]> {
  return runQuery(() => (isPostgres ? postgres.queryRows<Row>(sql) : sqlite.queryRows<Row>(sql, durability)));
}

/**
 * Runs one SQL statement and returns the number of rows that it changed.
 *
 * @throws as `runQuery`
 */
export function execute(sql: Prisma.Sql, { durability = "full" }: StatementOptions = {}): Promise<number> {
  return runQuery(() => (isPostgres ? postgres.execute(sql) : sqlite.execute(sql, durability)));
}

/**
 * Runs SQL statements in one transaction, all or none, and returns the number of rows that each changed. On SQLite no query
 * of another request runs in between; on PostgreSQL each statement sees what others committed before it (READ COMMITTED).
 *
 * @throws as `runQuery`
 */
export function executeAll(
  statements: readonly Prisma.Sql[],
  { durability = "full" }: StatementOptions = {},
): Promise<number[]> {
  return runQuery(() =>
    isPostgres ? postgres.executeAll(statements) : sqlite.executeAll(statements, durability),
  );
}
