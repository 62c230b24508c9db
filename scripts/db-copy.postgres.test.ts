import { existsSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test, vi } from "vitest";
import { applyMigrations } from "@/lib/server/db/apply-migrations";
import { createDatabase } from "@/tests/support/postgres";
import { makeProject, startScript } from "@/tests/support/project";

vi.setConfig({ testTimeout: 60_000 }); // starting processes takes seconds on a busy machine

test("copies a site to PostgreSQL, refuses to do it again, and prints no password", async () => {
  const project = makeProject();
  await applyMigrations(`file:${project}/blog.db`, { prismaFolder: join(project, "prisma") });
  const database = new Database(join(project, "blog.db"));
  database.exec("INSERT INTO users (username, username_key, email, password_hash) VALUES ('', '', '', '')");
  database.close();
  const target = new URL(await createDatabase());
  target.password = "canary";

  expect(await startScript(project, "db-copy.ts", "file:./blog.db", target.href).outcome).toEqual({
    code: 0,
    stdout:
      "outbox: 0 rows\nrate_limits: 0 rows\nusers: 1 rows\naccount_tokens: 0 rows\nemail_reservations: 0 rows\n" +
      "pictures: 0 rows\nposts: 0 rows\npublications: 0 rows\nsessions: 0 rows\n" +
      "Copied 1 rows. Counts and checksums of both databases agree.\n",
    stderr: "",
  });
  expect(await startScript(project, "db-copy.ts", "file:./blog.db", target.href).outcome).toEqual({
    code: 1,
    stdout: "",
    stderr: "The target is not empty: users has rows. Name an empty database. Nothing was copied.\n",
  });
});

test.each([
  ["file:./missing.db", /^There is no database at .+missing\.db\.\n$/],
  [
    "postgresql://ada:canary@127.0.0.1:1/blog",
    /^Cannot connect to the database blog at 127\.0\.0\.1:1 within 2 s: .+\n$/,
  ],
  [
    "postgresql://ada:canary@127.0.0.1/blog?sslmode=prefer",
    /^The PostgreSQL URL has an unsupported sslmode\. .+\n$/,
  ],
])("reports a source that cannot be opened in one message without its password: %s", async (url, message) => {
  const project = makeProject();
  const outcome = await startScript(project, "db-copy.ts", url, "file:./new.db").outcome;
  expect(outcome).toEqual({ code: 1, stdout: "", stderr: expect.stringMatching(message) });
  expect(outcome.stderr).not.toContain("canary");
  expect(existsSync(join(project, "new.db"))).toBe(false);
});

test.each([[["file:./blog.db"]], [["file:./blog.db", "mysql://ada:canary@host/blog"]]])(
  "explains itself when the arguments are %j",
  async (args) => {
    const outcome = await startScript(makeProject(), "db-copy.ts", ...args).outcome;
    expect(outcome).toMatchObject({ code: 2, stdout: "" });
    expect(outcome.stderr).toMatch(/^Usage: npm run db:copy -- FROM TO\n/);
    expect(outcome.stderr).not.toContain("canary");
  },
);
