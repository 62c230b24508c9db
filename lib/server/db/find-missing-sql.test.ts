import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findMissingSql } from "./find-missing-sql";
import { makeProject, writeMigration } from "@/tests/support/project";

function addColumn(prismaFolder: string): void {
  const file = join(prismaFolder, "schema.prisma");
  writeFileSync(file, readFileSync(file, "utf8").replace("model User {", "model User {\n  motto String?"));
}

test("finds no difference between the committed migrations and the schema", async () => {
  expect(await findMissingSql("sqlite")).toBeUndefined();
});

test("finds a column that only the schema has", async () => {
  const prismaFolder = join(makeProject(), "prisma");
  addColumn(prismaFolder);
  expect(await findMissingSql("sqlite", prismaFolder)).toBe(
    '-- AlterTable\nALTER TABLE "users" ADD COLUMN "motto" TEXT;\n',
  );
});

test("finds a table that only the migrations have", async () => {
  const project = makeProject();
  writeMigration(project, "29990101000000_extra", "CREATE TABLE extra (id INTEGER PRIMARY KEY);");
  expect(await findMissingSql("sqlite", join(project, "prisma"))).toContain('DROP TABLE "extra";');
});

test("reports a migration that fails by its name", async () => {
  const project = makeProject();
  writeMigration(project, "29990101000000_broken", "CREATE TABEL half;");
  await expect(findMissingSql("sqlite", join(project, "prisma"))).rejects.toThrow(
    "Migration 29990101000000_broken failed",
  );
});

test("finds on PostgreSQL what only the schema or only the migrations have, and nothing else", async () => {
  const project = makeProject();
  const prismaFolder = join(project, "prisma");
  addColumn(prismaFolder);
  writeMigration(
    project,
    "29990101000000_extra",
    "CREATE TABLE extra (id serial PRIMARY KEY);",
    "postgresql",
  );
  expect(await findMissingSql("postgresql", prismaFolder)).toBe(
    '-- AlterTable\nALTER TABLE "users" ADD COLUMN     "motto" TEXT;\n\n-- DropTable\nDROP TABLE "extra";\n',
  );
}, 120_000); // compiles PostgreSQL, which takes seconds on a busy machine
