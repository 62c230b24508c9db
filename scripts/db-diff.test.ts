import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test, vi } from "vitest";
import { applyMigrations } from "@/lib/server/db/apply-migrations";
import { makeProject, startScript } from "@/tests/support/project";

vi.setConfig({ testTimeout: 60_000 }); // starting processes takes seconds on a busy machine

const USAGE = "Usage: npm run db:diff -- NAME (lowercase letters, digits and underscores)\n";

function changeSchema(project: string, from: string, to: string): void {
  const file = join(project, "prisma/schema.prisma");
  writeFileSync(file, readFileSync(file, "utf8").replace(from, to));
}

test("db:diff writes the next migration, after which db:check passes", async () => {
  const project = makeProject();
  changeSchema(project, "model User {", "model User {\n  motto String?");
  const check = await startScript(project, "db-check.ts").outcome;
  expect(check).toMatchObject({ code: 1, stdout: "" });
  expect(check.stderr).toContain('ALTER TABLE "users" ADD COLUMN "motto" TEXT;');

  const diff = await startScript(project, "db-diff.ts", "add_motto").outcome;
  const added = readdirSync(join(project, "prisma/migrations/sqlite")).filter((name) =>
    name.endsWith("_add_motto"),
  );
  expect(added).toEqual([expect.stringMatching(/^\d{14}_add_motto$/)]);
  expect(diff).toMatchObject({ code: 0, stderr: "" });
  expect(diff.stdout).toContain(`Wrote prisma/migrations/sqlite/${added[0]}/migration.sql.`);

  expect(await startScript(project, "db-check.ts").outcome).toEqual({
    code: 0,
    stdout: "The migrations match prisma/schema.prisma.\n",
    stderr: "",
  });
});

test("db:diff says that there is nothing to do", async () => {
  const project = makeProject();
  const before = readdirSync(join(project, "prisma/migrations/sqlite"));
  expect(await startScript(project, "db-diff.ts", "nothing").outcome).toEqual({
    code: 0,
    stdout: "Nothing to do: the migrations match prisma/schema.prisma.\n",
    stderr: "",
  });
  expect(readdirSync(join(project, "prisma/migrations/sqlite"))).toEqual(before);
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

  changeSchema(project, "imageFile    String? ", 'imageFile String @default("")');
  await startScript(project, "db-diff.ts", "rebuild").outcome;
  const [name = ""] = await migrate();
  expect(readFileSync(join(project, "prisma/migrations/sqlite", name, "migration.sql"), "utf8")).toContain(
    "DROP TABLE",
  );
  expect(database.prepare(insert).run().lastInsertRowid).toBe(2);
  expect(database.prepare("SELECT * FROM sqlite_sequence WHERE name LIKE '%users'").all()).toEqual([
    { name: "users", seq: 2 },
  ]);
  database.close();
});
