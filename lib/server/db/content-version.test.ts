import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it, onTestFinished } from "vitest";
import { CONTENT_CHANGES, OTHER_CHANGES, READ_VERSION } from "@/tests/support/content-changes";
import { makeProject } from "@/tests/support/project";
import { applyMigrations } from "./apply-migrations";
import { PRAGMAS } from "./sqlite-adapter";

/** Opens a new database as the product does. */
async function openBlog() {
  const project = makeProject();
  await applyMigrations(`file:${project}/blog.db`, { prismaFolder: join(project, "prisma") });
  const database = new Database(join(project, "blog.db"));
  onTestFinished(() => void database.close());
  database.exec(PRAGMAS);
  const readVersion = () => database.prepare(READ_VERSION).pluck().get() as string;
  return { database, readVersion };
}

it("SQLite gives the content another version with every change of what pages show, and with no other", async () => {
  const { database, readVersion } = await openBlog();
  const versions = [readVersion()];
  for (const sql of [
    ...CONTENT_CHANGES,
    "INSERT OR IGNORE INTO posts (id, title, content, user_id, date_posted) SELECT 9, '', '', 1, ''",
  ]) {
    database.exec(sql);
    expect(versions, sql).not.toContain(readVersion());
    versions.push(readVersion());
  }
  for (const sql of OTHER_CHANGES) {
    database.exec(sql);
    expect(readVersion(), sql).toBe(versions.at(-1));
  }
});

it("SQLite keeps the version of a change that is undone", async () => {
  const { database, readVersion } = await openBlog();
  const version = readVersion();
  database.exec(`BEGIN; ${CONTENT_CHANGES[0]}; ROLLBACK`);
  expect(readVersion()).toBe(version);
});
