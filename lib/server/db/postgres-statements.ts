import "server-only";
import pg from "pg";
import type { Prisma } from "../generated/sqlite/client";
import { getPool } from "./postgres-pool";

// Statements are unnamed: through PgBouncer in transaction mode, a named one may meet a connection that does not know it.

const { builtins, getTypeParser } = pg.types;

/** Parses columns as the stores expect them, and as SQLite returns them. */
const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  // Timestamps have no time zone and are in UTC. The library takes them for local time.
  [builtins.TIMESTAMP]: (text) => new Date(`${text.replace(" ", "T")}Z`),
  [builtins.INT8]: Number,
};
const TYPES = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    PARSERS[oid] ?? (getTypeParser(oid, format) as (text: string) => unknown),
};

/** Runs one SQL statement and returns its rows. */
export async function queryRows<Row>(sql: Prisma.Sql): Promise<Row[]> {
  const { rows } = await getPool().query(toQuery(sql));
  return rows as Row[];
}

/** Runs one SQL statement and returns the number of rows that it changed. */
export async function execute(sql: Prisma.Sql): Promise<number> {
  const { rowCount } = await getPool().query(toQuery(sql));
  return rowCount ?? 0;
}

/** Runs SQL statements in one transaction and returns the number of rows that each changed. */
export async function executeAll(statements: readonly Prisma.Sql[]): Promise<number[]> {
  return getPool().use(async (client) => {
    await client.query("BEGIN");
    try {
      const counts = [];
      for (const sql of statements) counts.push((await client.query(toQuery(sql))).rowCount ?? 0);
      await client.query("COMMIT");
      return counts;
    } catch (error) {
      // After any other error the connection is closed, which rolls back.
      if (error instanceof pg.DatabaseError) await client.query("ROLLBACK");
      throw error;
    }
  });
}

function toQuery({ text, values }: Prisma.Sql): pg.QueryConfig<unknown[]> {
  return { text, values: values.map(toText), types: TYPES };
}

/** The library would write a timestamp in the time zone of the process. */
function toText(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}
