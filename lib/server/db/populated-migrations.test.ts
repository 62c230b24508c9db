import { cpSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { applyMigrations } from "./apply-migrations";
import { makeProject } from "@/tests/support/project";

type Row = Record<string, string | number | null>;

const COMMITTED = readdirSync("prisma/migrations/sqlite").filter((name) => !name.endsWith(".toml"));
const TIME = "2026-11-23T12:00:00.000+00:00";

const session = (row: { sid: string } & Row): Row => ({
  user_id: 1,
  device: "Firefox on Linux",
  address: "192.0.2.1",
  created_at: TIME,
  last_used_at: TIME,
  expires_at: TIME,
  family_hash: null,
  token_hash: null,
  previous_token_hash: null,
  rotated_at: null,
  ...row,
});

/** The rows of a database in use, by table; the ids have gaps, as after deletions. */
const ROWS: Record<string, Row[]> = {
  users: [
    {
      id: 1,
      username: "Ada",
      username_key: "ada",
      email: "ada@example.com",
      password_hash: "a",
      image_file: null,
    },
    {
      id: 7,
      username: "Bob",
      username_key: "bob",
      email: "bob@example.com",
      password_hash: "b",
      image_file: "b.png",
    },
  ].map((user) => ({ ...user, created_at: TIME, email_verified_at: null })),
  posts: [
    { id: 2, title: "First", content: "of Bob", user_id: 7, date_posted: TIME },
    { id: 9, title: "Second", content: "of Ada\n\n'quoted'", user_id: 1, date_posted: TIME },
  ].map((post) => ({ ...post, date_edited: null })),
  publications: [
    {
      user_id: 7,
      key: "k",
      body_hash: "h",
      post_id: 2,
      username: "Bob",
      image_file: null,
      created_at: TIME,
    },
  ],
  rate_limits: [
    {
      key: "posts:abc",
      points: 3,
      capacity: 60,
      started_at: 1_795_000_000_000,
      expires_at: 1_795_003_600_000,
    },
  ],
  sessions: [
    session({
      sid: "4f3c8a52-0000-4000-8000-000000000002",
      family_hash: "f",
      token_hash: "t",
      rotated_at: TIME,
    }),
    session({
      sid: "0b1d9e77-0000-4000-8000-000000000001",
      user_id: 7,
      created_at: "2026-11-24T12:00:00.000+00:00",
    }),
  ],
};

/** The unique columns of each table. */
const UNIQUES: Record<string, string[]> = {
  users: ["username_key", "email"],
  rate_limits: ["key"],
  sessions: ["sid", "family_hash"],
};

/** Columns that later migrations added, with null in the rows of before. */
const ADDED = ["date_edited", "email_verified_at"];

/** Returns a row in the schema of that time, when a session's `sid` was its id. */
function rowOf(row: Row, columns: readonly unknown[]): Row {
  const isThere = ([name]: [string, unknown]) => columns.includes(name) || !ADDED.includes(name);
  const { sid, ...rest } = Object.fromEntries(Object.entries(row).filter(isThere));
  if (sid === undefined) return rest;
  return columns.includes("sid") ? { sid, ...rest } : { id: sid, ...rest };
}

function insert(database: Database.Database, table: string, row: Row): void {
  const names = Object.keys(row);
  const values = names.map(() => "?").join(", ");
  database
    .prepare(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${values})`)
    .run(...Object.values(row));
}

/** Migrates a database up to a migration, fills it, applies the rest, and returns it with the tables that had rows. */
async function migrateOn(upTo: string) {
  const project = makeProject();
  const [prismaFolder, migrations] = [join(project, "prisma"), join(project, "prisma/migrations/sqlite")];
  const apply = () => applyMigrations(`file:${project}/blog.db`, { prismaFolder });
  const later = COMMITTED.slice(COMMITTED.indexOf(upTo) + 1);
  for (const name of later) rmSync(join(migrations, name), { recursive: true });
  await apply();

  const database = new Database(join(project, "blog.db"));
  const columnsOf = (table: string) =>
    database.prepare("SELECT name FROM pragma_table_info(?)").pluck().all(table);
  const tables = Object.keys(ROWS).filter((table) => columnsOf(table).length > 0);
  for (const table of tables)
    for (const row of ROWS[table] ?? []) insert(database, table, rowOf(row, columnsOf(table)));

  cpSync("prisma/migrations/sqlite", migrations, { recursive: true });
  expect(await apply()).toEqual(later);
  return { database, tables };
}

/** Returns a row that equals another only in one unique column, without an id. */
function likeIn(column: string, row: Row, uniques: readonly string[]): Row {
  const isOwn = (name: string) => name !== column && uniques.includes(name);
  const members = Object.entries(row).filter(([name]) => name !== "id");
  return Object.fromEntries(members.map(([name, value]) => [name, isOwn(name) ? "another" : value]));
}

describe.each(COMMITTED)("a database in use since the migration %s", (upTo) => {
  it("keeps its rows, references and unique values", async () => {
    const { database, tables } = await migrateOn(upTo);
    expect(tables).not.toEqual([]);
    for (const table of tables) {
      const rows = (ROWS[table] ?? []).map((row, index) =>
        table === "sessions" ? { id: index + 1, ...row } : row,
      );
      expect(database.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all(), table).toEqual(rows);
      const uniques = UNIQUES[table] ?? [];
      for (const column of uniques)
        expect(() => insert(database, table, likeIn(column, rows[0] ?? {}, uniques))).toThrow(
          `UNIQUE constraint failed: ${table}.${column}`,
        );
    }
    expect(database.pragma("foreign_key_check")).toEqual([]);
    expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
    database.close();
  });
});
