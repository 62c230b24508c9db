import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { applyMigrations } from "./apply-migrations";
import { makeProject, writeMigration } from "@/tests/support/project";

const COMMITTED = readdirSync("prisma/migrations/sqlite").filter((name) => !name.endsWith(".toml"));

function apply(project: string, options: { lockTimeoutMs?: number } = {}) {
  return applyMigrations(`file:${project}/blog.db`, { prismaFolder: join(project, "prisma"), ...options });
}

function open(project: string) {
  const database = new Database(join(project, "blog.db"));
  onTestFinished(() => void database.close());
  return database;
}

function listTables(project: string): unknown[] {
  return open(project).prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
}

test("applies each migration once and records it as `prisma migrate deploy` does", async () => {
  const project = makeProject();
  expect(await apply(project)).toEqual(COMMITTED);
  expect(await apply(project)).toEqual([]);

  const rows = open(project).prepare("SELECT * FROM _prisma_migrations ORDER BY started_at").all();
  const checksum = (name: string) =>
    createHash("sha256")
      .update(readFileSync(join("prisma/migrations/sqlite", name, "migration.sql")))
      .digest("hex");
  expect(rows).toEqual(
    COMMITTED.map((name) => ({
      id: expect.any(String),
      migration_name: name,
      checksum: checksum(name),
      started_at: expect.any(String),
      finished_at: expect.any(String),
      rolled_back_at: null,
      logs: null,
      applied_steps_count: 1,
    })),
  );
});

test("applies no migration if one of them fails", async () => {
  const project = makeProject();
  writeMigration(project, "29990101000000_broken", "CREATE TABLE half (id); CREATE TABEL half;");
  await expect(apply(project)).rejects.toThrow(
    'Migration 29990101000000_broken failed: near "TABEL": syntax error.\n' +
      "Nothing was applied. Correct its migration.sql and try again.",
  );
  expect(listTables(project)).toEqual([]);

  writeMigration(project, "29990101000000_broken", "CREATE TABLE half (id);");
  expect(await apply(project)).toEqual([...COMMITTED, "29990101000000_broken"]);
});

test("keeps the rows that refer to a table that a migration rebuilds", async () => {
  const project = makeProject();
  writeMigration(
    project,
    "29990101000000_chapters",
    `CREATE TABLE chapters (id INTEGER PRIMARY KEY, author INTEGER REFERENCES authors (id) ON DELETE CASCADE);
     CREATE TABLE authors (id INTEGER PRIMARY KEY);
     INSERT INTO authors VALUES (1);
     INSERT INTO chapters VALUES (1, 1);`,
  );
  await apply(project);
  writeMigration(
    project,
    "29990101000001_rebuild",
    `PRAGMA foreign_keys=OFF;
     CREATE TABLE new_authors (id INTEGER PRIMARY KEY, name TEXT);
     INSERT INTO new_authors (id) SELECT id FROM authors;
     DROP TABLE authors;
     ALTER TABLE new_authors RENAME TO authors;
     PRAGMA foreign_keys=ON;`,
  );
  await apply(project);
  expect(open(project).prepare("SELECT * FROM chapters").all()).toEqual([{ id: 1, author: 1 }]);
});

test("rejects a migration that leaves references to missing rows", async () => {
  const project = makeProject();
  const sql = "CREATE TABLE chapters (id, author REFERENCES users (id)); INSERT INTO chapters VALUES (1, 7);";
  writeMigration(project, "29990101000000_orphans", sql);
  await expect(apply(project)).rejects.toThrow(
    "29990101000000_orphans, rows of chapters would refer to missing rows of users.",
  );
  expect(listTables(project)).toEqual([]);
});

test("migrates while another process has the database open", async () => {
  const project = makeProject();
  await apply(project);
  const server = open(project);
  const countUsers = server.prepare("SELECT count(*) FROM users").pluck();
  expect(countUsers.get()).toBe(0);
  writeMigration(project, "29990101000000_late", "CREATE TABLE late (id);");
  expect(await apply(project)).toEqual(["29990101000000_late"]);
  server.exec("INSERT INTO late VALUES (1)");
  expect(countUsers.get()).toBe(0);
});

test("waits for the process that holds the lock, but not forever", async () => {
  const project = makeProject();
  await apply(project);
  const other = open(project);
  other.exec("BEGIN IMMEDIATE");
  await expect(apply(project, { lockTimeoutMs: 200 })).rejects.toThrow(
    "Another process has held the database lock for 0.2 s. Wait for it or stop it, and try again.",
  );

  setTimeout(() => other.exec("COMMIT"), 400);
  expect(await apply(project)).toEqual([]);
  expect(other.inTransaction).toBe(false);
});

test("rejects a file with tables of another program, and changes nothing", async () => {
  const project = makeProject();
  open(project).exec("CREATE TABLE recipes (id)");
  await expect(apply(project)).rejects.toThrow(
    "The database contains tables of another program (recipes). Give Inkwell a database of its own.",
  );
  expect(listTables(project)).toEqual(["recipes"]);
});

test("rejects a file that a newer version has migrated", async () => {
  const newer = makeProject();
  writeMigration(newer, "29990101000000_newer", "CREATE TABLE newer (id);");
  await apply(newer);
  await expect(applyMigrations(`file:${newer}/blog.db`)).rejects.toThrow(
    "A newer version of Inkwell has migrated the database (29990101000000_newer). " +
      "Start that version, or restore a backup from before it.",
  );
});

test("the migrations never reuse the id of a deleted user", async () => {
  const project = makeProject();
  await apply(project);
  const insert = open(project)
    .prepare(
      "INSERT INTO users (username, username_key, email, password_hash) VALUES (?, ?, ?, '') RETURNING id",
    )
    .pluck();
  const remove = open(project).prepare("DELETE FROM users WHERE id = ?");
  expect(insert.get("a", "a", "a")).toBe(1);
  remove.run(1);
  expect(insert.get("b", "b", "b")).toBe(2);
});

test("declares AUTOINCREMENT on every integer primary key", async () => {
  // Prisma's comparison of migrations and schema does not see it. The tables of the search index are SQLite's own.
  const project = makeProject();
  await apply(project);
  const counting = open(project).prepare(
    `SELECT sql FROM sqlite_master
     WHERE sql LIKE '%INTEGER%PRIMARY KEY%' AND sql NOT LIKE '%PRIMARY KEY (%' AND name NOT LIKE 'post_words_%'`,
  );
  const definitions = counting.pluck().all();
  expect(definitions).not.toEqual([]);
  for (const definition of definitions) expect(definition).toContain("PRIMARY KEY AUTOINCREMENT");
});
