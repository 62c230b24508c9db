import "server-only";
import Database from "better-sqlite3";
import { env } from "@/lib/env";
import { globalSingleton } from "../global-singleton";
import { runQuery } from "./run-query";
import { BUSY_TIMEOUT_MS, PRAGMAS, toFile } from "./sqlite-adapter";

type Value = string | number | Date;

const reader = globalSingleton<{ connection?: Database.Database | undefined }>("reader", () => ({}));

/**
 * Prepares a query for one row once, for what nearly every request asks: Prisma takes ten times as long for it as SQLite
 * (docs/decisions/0004). Columns come as SQLite has them: a time is ISO 8601 text.
 *
 * @throws as `runQuery`, from the returned function
 */
export function prepareQuery<Row>(sql: string): (...values: Value[]) => Promise<Row | undefined> {
  let prepared: { connection: Database.Database; statement: Database.Statement<unknown[], Row> } | undefined;
  return (...values) =>
    runQuery(async () => {
      const connection = openReader();
      if (prepared?.connection !== connection) prepared = { connection, statement: connection.prepare(sql) };
      return prepared.statement.get(values.map((value) => (value instanceof Date ? toText(value) : value)));
    });
}

/** Opens the process's connection for prepared queries. */
export function openReader(): Database.Database {
  reader.connection ??= connect();
  return reader.connection;
}

/** Ends it, when nothing needs it any more. */
export function closeReader(): void {
  reader.connection?.close();
  reader.connection = undefined;
}

function connect(): Database.Database {
  const connection = new Database(toFile(env.DATABASE_URL), { timeout: BUSY_TIMEOUT_MS });
  connection.exec(`${PRAGMAS} PRAGMA query_only = ON;`);
  return connection;
}

/** As Prisma's adapter writes it. */
function toText(time: Date): string {
  return time.toISOString().replace("Z", "+00:00");
}
