import pg from "pg";
import type { Row, Value } from "./database";
import { dropDatabase } from "./postgres";

const NO_SUCH_DATABASE = "3D000";
const TABLES = ["users", "posts", "publications", "sessions", "rate_limits"];

/** The references that the schema forbids to dangle: the table and the column that names a user. */
const REFERENCES = [
  ["posts", "user_id"],
  ["publications", "user_id"],
  ["sessions", "user_id"],
] as const;

const pools = new Map<string, pg.Pool>();

export async function execute(url: string, sql: string, values: Value[]): Promise<void> {
  await poolOf(url).query(numberPlaces(sql), values.map(toParameter));
}

export async function query(url: string, sql: string, values: Value[]): Promise<Row[]> {
  return (await poolOf(url).query<Row>(numberPlaces(sql), values.map(toParameter))).rows;
}

export async function insertRows(
  url: string,
  table: string,
  columns: readonly string[],
  rows: readonly Record<string, Value>[],
): Promise<number[]> {
  const names = columns.join(", ");
  // One parameter for all rows: their number is not limited.
  const sql = `INSERT INTO ${table} (${names}) SELECT ${names} FROM json_populate_recordset(NULL::${table}, $1) RETURNING id`;
  const { rows: inserted } = await poolOf(url).query<{ id: number }>(sql, [JSON.stringify(rows)]);
  return inserted.map(({ id }) => id);
}

export async function lock(url: string): Promise<() => Promise<void>> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query("BEGIN");
  await client.query(`LOCK TABLE ${TABLES.join(", ")} IN EXCLUSIVE MODE`);
  return () => client.end();
}

export async function findCorruption(url: string): Promise<unknown[]> {
  const dangling = REFERENCES.map(
    ([table, column]) =>
      `SELECT '${table}' AS "table", ${column} FROM ${table} WHERE ${column} NOT IN (SELECT id FROM users)`,
  );
  return query(url, dangling.join(" UNION ALL "), []);
}

export async function ruin(url: string): Promise<void> {
  await dropDatabase(url);
}

/** Reads all rows of all tables as JSON; none if the test dropped the database. */
export async function readStored(url: string): Promise<Buffer[]> {
  return readTables(url).catch((error: unknown) => {
    if (error instanceof pg.DatabaseError && error.code === NO_SUCH_DATABASE) return [];
    throw error;
  });
}

async function readTables(url: string): Promise<Buffer[]> {
  const sql = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
  const tables = (await query(url, sql, [])) as { tablename: string }[];
  const rows = tables.map(({ tablename }) =>
    query(url, `SELECT row_to_json(t)::text AS json FROM ${tablename} t`, []),
  );
  return (await Promise.all(rows)).flat().map((row) => Buffer.from(String(row["json"])));
}

/** Connecting takes thirty times as long as a query. A connection stays open for a second, for the next statement of a test. */
function poolOf(url: string): pg.Pool {
  const open = pools.get(url);
  if (open !== undefined) return open;
  const types = { getTypeParser: findParser };
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max: 4,
    idleTimeoutMillis: 1_000,
    allowExitOnIdle: true,
  });
  // The server may end an idle connection, or be ended.
  pool.on("error", () => undefined);
  pools.set(url, pool);
  return pool;
}

/** Reads values as the tests read them from SQLite: counts as numbers, and times as ISO 8601 with the offset of UTC. */
function findParser(type: number): (text: string) => unknown {
  if (type === pg.types.builtins.INT8) return Number;
  if (type === pg.types.builtins.TIMESTAMP)
    return (text) => new Date(`${text}Z`).toISOString().replace("Z", "+00:00");
  return pg.types.getTypeParser(type) as (text: string) => unknown;
}

/** Numbers the places of values, which the tests write as question marks. */
function numberPlaces(sql: string): string {
  let count = 0;
  return sql.replaceAll("?", () => `$${(count += 1)}`);
}

/** Writes times in UTC; the driver would write them in the time zone of this process. */
function toParameter(value: Value): string | number | null {
  return value instanceof Date ? value.toISOString() : value;
}
