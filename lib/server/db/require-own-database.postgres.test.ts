import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { query } from "@/tests/support/database";
import { createDatabase } from "@/tests/support/postgres";
import { runOnServer } from "@/tests/support/postgres-cluster";
import { makeProject, writeMigration } from "@/tests/support/project";
import { applyMigrations } from "./apply-migrations";

const COMMITTED = readdirSync("prisma/migrations/postgresql").filter((name) => !name.endsWith(".toml"));

function listTables(databaseUrl: string) {
  return query({ databaseUrl }, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
}

test("rejects a database with tables of another program, and changes nothing", async () => {
  const url = await createDatabase();
  for (const name of ["wp_posts", "wp_users", "a", "b"])
    await runOnServer(url, `CREATE TABLE ${name} (id int)`);
  await expect(applyMigrations(url)).rejects.toThrow(
    "The database contains tables of another program (a, b, wp_posts and 1 more). Give Inkwell a database of its own.",
  );
  expect(await listTables(url)).toHaveLength(4);
});

test("rejects a database that another program migrates with Prisma", async () => {
  const url = await createDatabase();
  await runOnServer(
    url,
    "CREATE TABLE _prisma_migrations (migration_name text, finished_at timestamptz, rolled_back_at timestamptz)",
    "INSERT INTO _prisma_migrations VALUES ('20200101000000_shop')",
  );
  await expect(applyMigrations(url)).rejects.toThrow(
    "The database contains tables of another program (_prisma_migrations).",
  );
});

test("rejects a database that a newer version has migrated", async () => {
  const url = await createDatabase();
  const newer = makeProject();
  writeMigration(newer, "29990101000000_newer", "CREATE TABLE newer (id int);", "postgresql");
  await applyMigrations(url, { prismaFolder: join(newer, "prisma") });
  await expect(applyMigrations(url)).rejects.toThrow(
    "A newer version of Inkwell has migrated the database (29990101000000_newer). " +
      "Start that version, or restore a backup from before it.",
  );
  expect(await listTables(url)).toContainEqual({ tablename: "newer" });
});

test("accepts the tables of an extension, and tables in another schema", async () => {
  const url = await createDatabase();
  await runOnServer(
    url,
    "CREATE EXTENSION pg_trgm",
    "CREATE TABLE spatial_ref_sys (id int)",
    "ALTER EXTENSION pg_trgm ADD TABLE spatial_ref_sys",
    "CREATE SCHEMA elsewhere",
    "CREATE TABLE elsewhere.wp_posts (id int)",
  );
  expect(await applyMigrations(url)).toEqual(COMMITTED);
});

test("rejects a database with another encoding than UTF8", async () => {
  const url = new URL(await createDatabase());
  const name = `${url.pathname.slice(1)}_latin1`;
  await runOnServer(url.href, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'`);
  url.pathname = name;
  await expect(applyMigrations(url.href)).rejects.toThrow(
    "The encoding of the database is LATIN1. Inkwell needs UTF8: createdb --template=template0 --encoding=UTF8 NAME",
  );
});
