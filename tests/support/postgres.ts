import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { runOnServer, startPostgresCluster } from "./postgres-cluster";
import { createDatabaseOn, dropAllDatabasesOn, dropDatabaseOn, type PostgresServer } from "./postgres-server";

/** A PostgreSQL server that a test run uses until it stops it. */
export interface TestPostgres extends PostgresServer {
  /** Drops the databases that the tests created, and ends the server if it was started for them. */
  stop: () => Promise<void>;
}

declare module "vitest" {
  interface ProvidedContext {
    postgres?: PostgresServer;
  }
}

/**
 * Returns the server that `TEST_DATABASE_URL` names, or starts a private one.
 *
 * @throws {Error} if PostgreSQL is neither named nor installed
 */
export async function startPostgres(): Promise<TestPostgres> {
  const prefix = `inkwell_test_${randomBytes(4).toString("hex")}_`;
  const givenUrl = process.env["TEST_DATABASE_URL"];
  if (givenUrl !== undefined)
    await runOnServer(givenUrl, "SELECT 1").catch((cause: Error) => {
      throw new Error(`Cannot use the server of TEST_DATABASE_URL: ${cause.message}`, { cause });
    });
  const cluster = givenUrl === undefined ? await startPostgresCluster() : undefined;
  const server = { url: cluster?.url ?? String(givenUrl), prefix };
  return {
    ...server,
    stop: () => (cluster === undefined ? dropAllDatabasesOn(server) : cluster.remove()),
  };
}

/** Creates a database on a server, by default that of this test run, and returns its URL. It is empty, or a copy of `template`. */
export async function createDatabase(
  server: PostgresServer = injectServer(),
  template?: string,
): Promise<string> {
  return createDatabaseOn(server, template);
}

/** Drops a database that `createDatabase` created, and ends its connections. */
export async function dropDatabase(databaseUrl: string, server = injectServer()): Promise<void> {
  await dropDatabaseOn(server, databaseUrl);
}

/** Starts PostgreSQL for the files of a project; the end of the run stops it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, prefix, stop } = await startPostgres();
  project.provide("postgres", { url, prefix });
  return stop;
}

function injectServer(): PostgresServer {
  const server = inject("postgres");
  if (server === undefined) throw new Error("This project starts no PostgreSQL.");
  return server;
}
