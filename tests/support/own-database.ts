import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inject, onTestFinished } from "vitest";
import { createDatabase, dropDatabase } from "./postgres";
import { createDatabaseOn, dropDatabaseOn, type PostgresServer } from "./postgres-server";
import { toDatabaseFile } from "./sqlite-database";

/** Whether the products that the tests start use PostgreSQL. `npm run test:postgres` sets the variable. */
export const ON_POSTGRES = process.env["INKWELL_TEST_DATABASE"] === "postgresql";

/** A database that a test made. */
export interface OwnDatabase {
  databaseUrl: string;
  remove: () => Promise<void>;
}

declare module "vitest" {
  interface ProvidedContext {
    /** The URL of a database with the tables of the product and no rows, which the databases of the tests are copies of. */
    template?: string;
  }
}

/**
 * Makes a database of the kind that this run is about. It is a copy of the template, because applying the migrations takes a third
 * of a server's start; in a project without a template it is empty. Remove it when no product uses it any more.
 */
export async function makeDatabase(): Promise<OwnDatabase> {
  const template = inject("template");
  if (ON_POSTGRES) {
    const databaseUrl = await createDatabase(undefined, template);
    return { databaseUrl, remove: () => dropDatabase(databaseUrl) };
  }
  const database = makeSqliteFile();
  if (template !== undefined) copyFileSync(toDatabaseFile(template), toDatabaseFile(database.databaseUrl));
  return database;
}

/**
 * Makes an empty database, of the kind that this run is about.
 *
 * @param server to create it on, if that is PostgreSQL
 */
export async function makeEmptyDatabase(server: PostgresServer | undefined): Promise<OwnDatabase> {
  if (server === undefined) return makeSqliteFile();
  const databaseUrl = await createDatabaseOn(server);
  return { databaseUrl, remove: () => dropDatabaseOn(server, databaseUrl) };
}

/**
 * Makes a database for the running test as `makeDatabase` does, which is removed after it, and returns its URL.
 *
 * @param afterTest the `onTestFinished` of the test's context; concurrent tests must give it
 */
export async function makeTestDatabase(afterTest = onTestFinished): Promise<string> {
  const { databaseUrl, remove } = await makeDatabase();
  afterTest(remove);
  return databaseUrl;
}

/** Makes a folder for a SQLite file, which does not exist yet. */
function makeSqliteFile(): OwnDatabase {
  const folder = mkdtempSync(path.join(tmpdir(), "inkwell-"));
  return {
    databaseUrl: `file:${path.join(folder, "blog.db")}`,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}
