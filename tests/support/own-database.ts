import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { createDatabase, dropDatabase } from "./postgres";
import type { PostgresServer } from "./postgres-server";

/** Whether the products that the tests start use PostgreSQL. `npm run test:postgres` sets the variable. */
export const ON_POSTGRES = process.env["INKWELL_TEST_DATABASE"] === "postgresql";

/** A database that a test made. */
export interface OwnDatabase {
  databaseUrl: string;
  remove: () => Promise<void>;
}

/**
 * Makes an empty database, of the kind that this run is about. Remove it when no product uses it any more.
 *
 * @param server to create it on, by default that of the test run
 */
export async function makeDatabase(server?: PostgresServer): Promise<OwnDatabase> {
  if (ON_POSTGRES) {
    const databaseUrl = await createDatabase(server);
    return { databaseUrl, remove: () => dropDatabase(databaseUrl, server) };
  }
  const folder = mkdtempSync(path.join(tmpdir(), "inkwell-"));
  return {
    databaseUrl: `file:${path.join(folder, "blog.db")}`,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Makes an empty database for the running test, which is removed after it, and returns its URL. */
export async function makeTestDatabase(): Promise<string> {
  const { databaseUrl, remove } = await makeDatabase();
  onTestFinished(remove);
  return databaseUrl;
}
