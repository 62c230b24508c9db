import { randomBytes } from "node:crypto";
import pg from "pg";
import { runOnServer } from "./postgres-cluster";

/** What the processes of the tests know of their PostgreSQL server. */
export interface PostgresServer {
  /** The URL of a database that exists, for statements that create others. */
  url: string;
  /** The names of all databases that the tests create there begin with it. */
  prefix: string;
}

/** The time zone of all test databases. It shows where a time is read or written as local time. */
const TIME_ZONE = "Asia/Kathmandu";

/** Creates a database on a server and returns its URL. It is empty, or a copy of the database that `template` names. */
export async function createDatabaseOn(
  { url: serverUrl, prefix }: PostgresServer,
  template?: string,
): Promise<string> {
  const name = prefix + randomBytes(6).toString("hex");
  const source = template === undefined ? "template0 ENCODING 'UTF8' LOCALE 'C'" : nameOf(template);
  await runOnServer(
    serverUrl,
    `CREATE DATABASE ${name} TEMPLATE ${source}`,
    `ALTER DATABASE ${name} SET timezone TO '${TIME_ZONE}'`,
  );
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Drops a database that the tests created, and ends its connections. */
export async function dropDatabaseOn({ url, prefix }: PostgresServer, databaseUrl: string): Promise<void> {
  const name = nameOf(databaseUrl);
  if (!name.startsWith(prefix)) throw new Error(`No test created the database ${name}.`);
  await runOnServer(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** Drops all databases that the tests created on a server. */
export async function dropAllDatabasesOn({ url, prefix }: PostgresServer): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const sql = "SELECT datname FROM pg_database WHERE starts_with(datname, $1)";
    const { rows } = await client.query<{ datname: string }>(sql, [prefix]);
    for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  } finally {
    await client.end();
  }
}

function nameOf(databaseUrl: string): string {
  return new URL(databaseUrl).pathname.slice(1);
}
