import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { startPgbouncer } from "@/tests/support/pgbouncer";
import { createDatabase } from "@/tests/support/postgres";
import { runOnServer } from "@/tests/support/postgres-cluster";
import { makeProject, writeMigration } from "@/tests/support/project";
import { applyMigrations, type MigrationOptions } from "./apply-migrations";

const COMMITTED = readdirSync("prisma/migrations/postgresql").filter((name) => !name.endsWith(".toml"));

/** Makes a copy of the project's migrations, and an empty database. */
async function setUp() {
  const project = makeProject();
  const url = await createDatabase();
  return {
    url,
    apply: (options: MigrationOptions = {}, through = url) =>
      applyMigrations(through, { prismaFolder: join(project, "prisma"), ...options }),
    write: (name: string, sql: string) => writeMigration(project, name, sql, "postgresql"),
    query: await connect(url),
  };
}

async function connect(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());
  return async (sql: string): Promise<unknown[]> => (await client.query<Record<string, unknown>>(sql)).rows;
}

const LIST_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1";

test("leaves no timer that keeps a script running", async () => {
  const { apply } = await setUp();
  const { mock } = vi.spyOn(globalThis, "setTimeout");
  await apply();
  const timers = mock.results.filter((_result, index) => Number(mock.calls[index]?.[1]) >= 5_000);
  expect(timers).toHaveLength(1);
  expect((timers[0]?.value as NodeJS.Timeout).hasRef()).toBe(false);
});

test("applies each migration once and records it as `prisma migrate deploy` does", async () => {
  const { apply, query } = await setUp();
  expect(await apply()).toEqual(COMMITTED);
  expect(await apply()).toEqual([]);
  const checksum = (name: string) =>
    createHash("sha256")
      .update(readFileSync(join("prisma/migrations/postgresql", name, "migration.sql")))
      .digest("hex");
  expect(await query("SELECT * FROM _prisma_migrations ORDER BY started_at")).toEqual(
    COMMITTED.map((name) => ({
      id: expect.any(String),
      migration_name: name,
      checksum: checksum(name),
      started_at: expect.any(Date),
      finished_at: expect.any(Date),
      rolled_back_at: null,
      logs: null,
      applied_steps_count: 1,
    })),
  );
});

test("applies each migration once when four processes start at once", async () => {
  const { apply } = await setUp();
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => apply()));
  expect(outcomes.flat()).toEqual(COMMITTED);
});

test("applies no migration if one of them fails, and names its first error", async () => {
  const { apply, write, query } = await setUp();
  write("29990101000000_good", "CREATE TABLE good (id int);");
  write("29990101000001_broken", "CREATE TABLE half (id int); CREATE TABEL half;");
  await expect(apply()).rejects.toThrow(
    'Migration 29990101000001_broken failed: syntax error at or near "TABEL".\n' +
      "Nothing was applied. Correct its migration.sql and try again.",
  );
  expect(await query(LIST_TABLES)).toEqual([]);

  write("29990101000001_broken", "CREATE TABLE half (id int);");
  expect(await apply()).toEqual([...COMMITTED, "29990101000000_good", "29990101000001_broken"]);
});

test("runs a migration whose strings and functions contain semicolons", async () => {
  const { apply, write, query } = await setUp();
  const body = "BEGIN RETURN 'a;b'; END;";
  write("29990101000000_function", `CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $$ ${body} $$;`);
  await apply();
  expect(await query("SELECT f()")).toEqual([{ f: "a;b" }]);
});

test("waits for the process that holds the lock, but not forever", async () => {
  const { apply, query } = await setUp();
  await query("BEGIN");
  await query("SELECT pg_advisory_xact_lock(72707369)");
  await expect(apply({ lockTimeoutMs: 200 })).rejects.toThrow(
    "Another process has held the database lock for 0.2 s. Wait for it or stop it, and try again.",
  );
  setTimeout(() => void query("COMMIT"), 400);
  expect(await apply()).toEqual(COMMITTED);
});

test("does not wait long for a table that a backup reads", async () => {
  const { apply, write, query } = await setUp();
  await apply();
  write("29990101000000_motto", "ALTER TABLE users ADD COLUMN motto text;");
  await query("BEGIN; LOCK TABLE users IN ACCESS SHARE MODE");
  await expect(apply()).rejects.toThrow(
    "Migration 29990101000000_motto failed: canceling statement due to lock timeout.\n" +
      "Nothing was applied. A table is in use, for instance by a backup. Try again later.",
  );
});

test("ignores limits and paths that are set for the database", async () => {
  const { apply, write, query, url } = await setUp();
  const name = new URL(url).pathname.slice(1);
  await query("CREATE SCHEMA elsewhere");
  await runOnServer(
    url,
    `ALTER DATABASE ${name} SET statement_timeout TO '100ms'`,
    `ALTER DATABASE ${name} SET search_path TO elsewhere`,
  );
  write("29990101000000_slow", "SELECT pg_sleep(0.3); CREATE TABLE slow (id int);");
  expect(await apply()).toEqual([...COMMITTED, "29990101000000_slow"]);
  expect(await query("SELECT schemaname FROM pg_tables WHERE tablename = 'slow'")).toEqual([
    { schemaname: "public" },
  ]);
});

test("works through PgBouncer in transaction mode, and leaves no lock behind there", async () => {
  const { apply, query, url, write } = await setUp();
  const pooled = await startPgbouncer(url);
  expect(await apply({}, pooled)).toEqual(COMMITTED);
  write("29990101000000_broken", "CREATE TABEL half;");
  await expect(apply({}, pooled)).rejects.toThrow('syntax error at or near "TABEL"');
  write("29990101000000_broken", "CREATE TABLE half (id int);");
  expect((await Promise.all([apply({}, pooled), apply({}, pooled)])).flat()).toEqual([
    "29990101000000_broken",
  ]);
  expect(await query("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 72707369")).toEqual(
    [],
  );
});

test("finds nothing to do on a read-only server that has all migrations", async () => {
  const { apply, query, url } = await setUp();
  await apply();
  await query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET default_transaction_read_only TO on`);
  expect(await apply()).toEqual([]);
});

test.each([
  [
    "the user may create no tables",
    () => "REVOKE CREATE ON SCHEMA public FROM PUBLIC, pg_database_owner",
    "permission denied for schema public.\nMake the user of DATABASE_URL the owner of the database and its tables.",
  ],
  [
    "the server is read-only",
    (name: string) => `ALTER DATABASE ${name} SET default_transaction_read_only TO on`,
    "cannot execute CREATE TABLE in a read-only transaction.\nConnect to the primary server, not to a standby.",
  ],
])("says what to do if %s", async (_, toSql, message) => {
  const { apply, query, url } = await setUp();
  const { pathname, host } = new URL(url);
  const name = pathname.slice(1);
  await query(toSql(name));
  await expect(apply()).rejects.toThrow(`Nothing was applied to the database ${name} at ${host}: ${message}`);
});
