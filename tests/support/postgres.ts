import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import type { TestProject } from "vitest/node";
import { runOnServer, startPostgresCluster } from "./postgres-cluster";

/** A PostgreSQL server for tests, as the processes of the tests are told of it. */
export interface PostgresServer {
  /** The URL of a database that exists, for statements that create others. */
  url: string;
  /** The names of all databases that the tests create there begin with it. */
  prefix: string;
}

/** A PostgreSQL server that a test run or a test file uses until it stops it. */
export interface TestPostgres extends PostgresServer {
  /** Creates an empty database and returns its URL. */
  createDatabase: () => Promise<string>;
  /** Drops the databases that the tests created, and ends the server if it was started for them. */
  stop: () => Promise<void>;
}

declare module "vitest" {
  interface ProvidedContext {
    postgres?: PostgresServer;
  }
}

/** The time zone of all test databases. It shows where a time is read or written as local time. */
const TIME_ZONE = "Asia/Kathmandu";

/**
 * Returns the server that `TEST_DATABASE_URL` names, or starts a private one.
 *
 * @throws {Error} if PostgreSQL is neither named nor installed
 */
export async function startPostgres(): Promise<TestPostgres> {
  const prefix = `inkwell_test_${randomBytes(4).toString("hex")}_`;
  const givenUrl = process.env["TEST_DATABASE_URL"];
  const cluster = givenUrl === undefined ? await startPostgresCluster() : undefined;
  const server = { url: cluster?.url ?? String(givenUrl), prefix };
  return {
    ...server,
    createDatabase: () => createDatabase(server),
    stop: () => (cluster === undefined ? dropAllDatabases(server) : cluster.remove()),
  };
}

/** Creates an empty database on the server of this test run and returns its URL. */
export async function createDatabase(server: PostgresServer = injectServer()): Promise<string> {
  const name = server.prefix + randomBytes(6).toString("hex");
  await runOnServer(
    server.url,
    `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'`,
    `ALTER DATABASE ${name} SET timezone TO '${TIME_ZONE}'`,
  );
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url.href;
}

/** Drops a database that `createDatabase` created, and ends its connections. */
export async function dropDatabase(
  databaseUrl: string,
  server: PostgresServer = injectServer(),
): Promise<void> {
  const name = new URL(databaseUrl).pathname.slice(1);
  if (!name.startsWith(server.prefix)) throw new Error(`No test created the database ${name}.`);
  await runOnServer(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** Gives a test file a PostgreSQL server: that of the test run, or its own. */
export function providePostgres(): { createDatabase: () => Promise<string> } {
  const shared = inject("postgres");
  if (shared !== undefined) return { createDatabase: () => createDatabase(shared) };
  const postgres = {} as TestPostgres;
  beforeAll(async () => {
    Object.assign(postgres, await startPostgres());
    return postgres.stop;
  });
  return postgres;
}

/** Starts PostgreSQL for the files of a project; the end of the run stops it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, prefix, stop } = await startPostgres();
  project.provide("postgres", { url, prefix });
  return stop;
}

function injectServer(): PostgresServer {
  const server = inject("postgres");
  if (server === undefined) throw new Error("This project starts no PostgreSQL; use providePostgres.");
  return server;
}

async function dropAllDatabases({ url, prefix }: PostgresServer): Promise<void> {
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
