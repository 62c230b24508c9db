import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import Database from "better-sqlite3";
import { expect, test, vi } from "vitest";
import { makeProject, startScript, writeMigration } from "@/tests/support/project";

vi.setConfig({ testTimeout: 60_000 }); // starting processes takes seconds on a busy machine

const COMMITTED = readdirSync("prisma/migrations/sqlite").filter((name) => !name.endsWith(".toml"));
const APPLIED = { code: 0, stdout: `Applied ${COMMITTED.join(", ")}.\n`, stderr: "" };
const UP_TO_DATE = { code: 0, stdout: "The database is up to date.\n", stderr: "" };

test("db:migrate applies each migration once when three processes start at once", async () => {
  const project = makeProject();
  const started = Array.from({ length: 3 }, () => startScript(project, "db-migrate.ts"));
  const outcomes = await Promise.all(started.map(({ outcome }) => outcome));
  expect(outcomes.sort((a, b) => a.stdout.localeCompare(b.stdout))).toEqual([
    APPLIED,
    ...Array(2).fill(UP_TO_DATE),
  ]);

  const database = new Database(join(project, "blog.db"), { readonly: true });
  expect(database.prepare("SELECT migration_name FROM _prisma_migrations").pluck().all()).toEqual(COMMITTED);
  database.close();
});

test("a killed db:migrate neither blocks the next one nor leaves half a migration", async () => {
  const project = makeProject();
  const name = "29990101000000_slow";
  const endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
  writeMigration(project, name, `CREATE TABLE half (id); CREATE TABLE slow AS ${endless};`);
  const { child, outcome } = startScript(project, "db-migrate.ts");
  await waitUntilLocked(join(project, "blog.db"));
  child.kill("SIGKILL");
  expect(await outcome).toMatchObject({ code: null, stdout: "", stderr: "" });

  writeMigration(project, name, "CREATE TABLE half (id);");
  expect(await startScript(project, "db-migrate.ts").outcome).toEqual({
    ...APPLIED,
    stdout: `Applied ${[...COMMITTED, name].join(", ")}.\n`,
  });
});

test("db:migrate reports a broken migration in one message with exit code 1", async () => {
  const project = makeProject();
  writeMigration(project, "29990101000000_broken", "CREATE TABEL half;");
  expect(await startScript(project, "db-migrate.ts").outcome).toEqual({
    code: 1,
    stdout: "",
    stderr:
      'Migration 29990101000000_broken failed: near "TABEL": syntax error.\n' +
      "Nothing was applied. Correct its migration.sql and try again.\n",
  });
});

test("db:migrate reports a file that is not a database in one message with exit code 1", async () => {
  const project = makeProject();
  writeFileSync(join(project, "blog.db"), "Not a database. ".repeat(100));
  const { code, stdout, stderr } = await startScript(project, "db-migrate.ts").outcome;
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(
    /^Cannot open the database .+blog\.db: file is not a database\.\nDATABASE_URL must .+\.\n$/,
  );
});

/** Waits until another process has the write lock and has been at work for a while. */
async function waitUntilLocked(file: string): Promise<void> {
  await vi.waitUntil(() => existsSync(`${file}-shm`), { timeout: 30_000 });
  const database = new Database(file, { timeout: 0 });
  const isLocked = () => {
    try {
      database.exec("BEGIN IMMEDIATE; COMMIT");
      return false;
    } catch {
      return true;
    }
  };
  await vi.waitUntil(isLocked, { timeout: 30_000 });
  database.close();
  await setTimeout(500);
}
