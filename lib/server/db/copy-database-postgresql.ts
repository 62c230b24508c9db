import "server-only";
import type pg from "pg";
import { connectWhenReady } from "./connect-when-ready";
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

export const POSTGRESQL_TYPES: Readonly<Record<string, ColumnType>> = {
  integer: "integer",
  bigint: "bigint",
  text: "text",
  "timestamp without time zone": "timestamp",
  bytea: "bytes",
};

const CONNECT_TIMEOUT_MS = 2_000;
const LOCK_TIMEOUT_MS = 5_000;

// Generated columns are derived from the others.
const CATALOG = `
  SELECT c.relname AS name,
    (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, NULL)))
       FROM pg_attribute a
       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
    (SELECT coalesce(json_agg(a.attname ORDER BY k.position), '[]')
       FROM pg_index i, unnest(i.indkey) WITH ORDINALITY k(number, position), pg_attribute a
       WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.number) AS key,
    (SELECT coalesce(json_agg(parent.relname), '[]')
       FROM pg_constraint f JOIN pg_class parent ON parent.oid = f.confrelid
       WHERE f.conrelid = c.oid AND f.contype = 'f') AS parents,
    EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL) AS "isCounted"
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT IN ('_prisma_migrations', 'content_versions', 'post_words')
  ORDER BY c.relname`;

/**
 * Connects to a PostgreSQL database for a copy.
 *
 * @throws {Error} with one sentence for people, without the password, if it cannot be reached
 */
export async function openPostgresForCopy(databaseUrl: string, mode: CopyMode): Promise<CopyConnection> {
  const client = await connectWhenReady(databaseUrl, CONNECT_TIMEOUT_MS);
  const query = async <Result extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
    (await client.query<Result>(sql, values)).rows;
  try {
    await query(mode === "read" ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN");
    // A role or a database may have limits and paths of its own.
    await query("SET LOCAL search_path = public");
    await query("SET LOCAL statement_timeout = 0");
    await query(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
    if (mode === "write") await lockTables(client);
  } catch (error) {
    await client.end();
    throw error;
  }

  return {
    async listMigrations() {
      const sql =
        "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1";
      return (await query<{ migration_name: string }>(sql)).map(({ migration_name }) => migration_name);
    },
    async listTables() {
      return query<CatalogTable>(CATALOG);
    },
    async hasRows(table) {
      return (await query(`SELECT 1 FROM "${table}" LIMIT 1`)).length > 0;
    },
    async countRows({ name }) {
      const [row] = await query<{ count: string }>(`SELECT count(*) FROM "${name}"`);
      return Number(row?.count);
    },
    async *readRows(table) {
      const columns = table.columns.map(({ name, type }) => `${toText(name, type)} AS "${name}"`);
      // As SQLite sorts text: by code point.
      const key = table.key.map((column) => {
        const isText = table.columns.some(({ name, type }) => name === column && type === "text");
        return `"${table.name}"."${column}"${isText ? ' COLLATE "C"' : ""}`;
      });
      await query(
        `DECLARE copied NO SCROLL CURSOR FOR SELECT ${columns.join(", ")} FROM "${table.name}" ORDER BY ${key.join(", ")}`,
      );
      for (;;) {
        const rows = await query<Row>(`FETCH ${BATCH_ROWS} FROM copied`);
        if (rows.length === 0) break;
        yield rows;
      }
      await query("CLOSE copied");
    },
    async insertRows(table, rows) {
      requireNoNul(table, rows);
      const names = table.columns.map(({ name }) => `"${name}"`).join(", ");
      await query(
        `INSERT INTO "${table.name}" (${names}) SELECT ${names} FROM json_populate_recordset(NULL::"${table.name}", $1)`,
        [JSON.stringify(rows)],
      );
    },
    async readCounter(table) {
      const sequence = await findSequence(client, table);
      const [row] = await query<{ last: string }>(
        `SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END AS last FROM ${sequence}`,
      );
      return Number(row?.last);
    },
    async setCounter(table, lastId) {
      // `setval` would not be undone with the transaction.
      await query(`ALTER SEQUENCE ${await findSequence(client, table)} RESTART WITH ${lastId + 1}`);
    },
    async commit() {
      await query("ANALYZE"); // Otherwise the first queries would be planned for empty tables.
      await query("COMMIT");
    },
    async close() {
      await client.end();
    },
  };
}

/** Lets other connections read, but not write, until the transaction ends. */
async function lockTables(client: pg.Client): Promise<void> {
  const { rows } = await client.query<CatalogTable>(CATALOG);
  const names = rows.map(({ name }) => `"${name}"`).join(", ");
  if (names !== "") await client.query(`LOCK TABLE ${names} IN SHARE ROW EXCLUSIVE MODE`);
}

async function findSequence(client: pg.Client, { name, key: [id = ""] }: Table): Promise<string> {
  const sql = "SELECT pg_get_serial_sequence(quote_ident($1), $2) AS sequence";
  const { rows } = await client.query<{ sequence: string }>(sql, [name, id]);
  return String(rows[0]?.sequence);
}

/** Returns the SQL expression that reads a column as `Row` has it, whatever the settings of the connection. */
function toText(name: string, type: ColumnType): string {
  if (type === "bigint") return `"${name}"::text`;
  if (type === "bytes") return `'\\x' || encode("${name}", 'hex')`;
  return type === "timestamp" ? `to_char("${name}", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : `"${name}"`;
}

function requireNoNul(table: Table, rows: readonly Row[]): void {
  for (const row of rows)
    for (const [column, value] of Object.entries(row))
      if (typeof value === "string" && value.includes("\0"))
        throw new Error(
          `${describeRow(table, row)} has a ${column} with U+0000, which PostgreSQL cannot store`,
        );
}
