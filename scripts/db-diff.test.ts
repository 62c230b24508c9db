import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test, vi } from "vitest";
import { applyMigrations } from "@/lib/server/db/apply-migrations";
import { findMissingSql } from "@/lib/server/db/find-missing-sql";
import { keepIdCounters } from "@/lib/server/db/keep-id-counters";
import { makeProject, startScript, writeMigration } from "@/tests/support/project";

vi.setConfig({ testTimeout: 180_000 }); // starting processes and PostgreSQL as WebAssembly takes seconds on a busy machine

const USAGE = "Usage: npm run db:diff -- NAME (lowercase letters, digits and underscores)\n";

function changeSchema(project: string, from: string, to: string): void {
  const file = join(project, "prisma/schema.prisma");
  writeFileSync(file, readFileSync(file, "utf8").replace(from, to));
}

test("db:diff writes the next migration of both databases, after which there is nothing to do", async () => {
  const project = makeProject();
  changeSchema(project, "model User {", "model User {\n  motto String?");
  const check = await startScript(project, "db-check.ts").outcome;
  expect(check).toMatchObject({ code: 1, stdout: "" });
  expect(check.stderr).toContain('ALTER TABLE "users" ADD COLUMN "motto" TEXT;');

  const diff = await startScript(project, "db-diff.ts", "add_motto").outcome;
  expect(diff).toMatchObject({ code: 0, stderr: "" });
  for (const database of ["sqlite", "postgresql"]) {
    const folder = join(project, "prisma/migrations", database);
    const [added = ""] = readdirSync(folder).filter((name) => /^\d{14}_add_motto$/.test(name));
    expect(diff.stdout).toContain(`Wrote prisma/migrations/${database}/${added}/migration.sql.\n`);
    expect(readFileSync(join(folder, added, "migration.sql"), "utf8")).toMatch(
      /ALTER TABLE "users" ADD COLUMN +"motto" TEXT;/,
    );
  }

  expect(await startScript(project, "db-diff.ts", "nothing").outcome).toEqual({
    code: 0,
    stdout: "Nothing to do: the migrations match prisma/schema.prisma.\n",
    stderr: "",
  });
});

test.each([[["../motto"]], [["two", "names"]]])("db:diff rejects the arguments %j", async (args) => {
  expect(await startScript(makeProject(), "db-diff.ts", ...args).outcome).toEqual({
    code: 2,
    stdout: "",
    stderr: USAGE,
  });
});

test("a rebuilt table continues its ids", async () => {
  const project = makeProject();
  const migrate = () => applyMigrations(`file:${project}/blog.db`, { prismaFolder: join(project, "prisma") });
  await migrate();
  const database = new Database(join(project, "blog.db"));
  const insert = "INSERT INTO users (username, username_key, email, password_hash) VALUES ('', '', '', '')";
  expect(database.prepare(insert).run().lastInsertRowid).toBe(1);
  database.exec("DELETE FROM users");

  changeSchema(project, "imageFile       String? ", 'imageFile String @default("")');
  const sql = keepIdCounters((await findMissingSql("sqlite", join(project, "prisma"))) ?? "");
  expect(sql).toContain("DROP TABLE");
  writeMigration(project, "29990101000000_rebuild", sql);
  await migrate();
  expect(database.prepare(insert).run().lastInsertRowid).toBe(2);
  expect(database.prepare("SELECT * FROM sqlite_sequence WHERE name LIKE '%users'").all()).toEqual([
    { name: "users", seq: 2 },
  ]);
  database.close();
});
