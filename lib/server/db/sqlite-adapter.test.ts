import { chmodSync, existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import Database from "better-sqlite3";
import { expect, onTestFinished, test, vi } from "vitest";
import { makeTempFolder } from "@/tests/support/project";
import { createSqliteAdapter } from "./sqlite-adapter";

async function connect(file: string) {
  const connection = await createSqliteAdapter(`file:${file}`).connect();
  onTestFinished(() => connection.dispose());
  return connection;
}

/** Opens the file as another process would. */
function openElsewhere(file: string) {
  const database = new Database(file);
  onTestFinished(() => void database.close());
  return database;
}

test.each([
  ["journal_mode", "wal"],
  ["synchronous", 2], // FULL
  ["foreign_keys", 1],
  ["busy_timeout", 5],
  ["trusted_schema", 0],
  ["journal_size_limit", 64 * 1024 * 1024],
])("sets PRAGMA %s to %s, even when a file is opened again", async (pragma, value) => {
  const file = join(makeTempFolder(), "blog.db");
  await (await createSqliteAdapter(`file:${file}`).connect()).dispose();
  const connection = await connect(file);
  const { rows } = await connection.queryRaw({ sql: `PRAGMA ${pragma}`, args: [], argTypes: [] });
  expect(rows).toEqual([[value]]);
});

test("opens a connection that does not wait for the disk", async () => {
  const file = join(makeTempFolder(), "blog.db");
  const connection = await createSqliteAdapter(`file:${file}`, { synchronous: "NORMAL" }).connect();
  onTestFinished(() => connection.dispose());
  const { rows } = await connection.queryRaw({ sql: "PRAGMA synchronous", args: [], argTypes: [] });
  expect(rows).toEqual([[1]]);
});

test("creates the default folder below the working directory", async () => {
  const folder = makeTempFolder();
  vi.spyOn(process, "cwd").mockReturnValue(folder);
  const connection = await createSqliteAdapter("file:./prisma/data/blog.db").connect();
  onTestFinished(() => connection.dispose());
  expect(existsSync(join(folder, "prisma/data/blog.db"))).toBe(true);
});

test("does not create a configured folder, because its disk may not be mounted", async () => {
  const folder = join(makeTempFolder(), "disk");
  const file = join(folder, "blog.db");
  await expect(connect(file)).rejects.toThrow(
    `Cannot open the database ${file}: its folder does not exist.\nDATABASE_URL must name`,
  );
  expect(existsSync(folder)).toBe(false);
});

test("makes a database writable whose companion files were left read-only", async () => {
  const file = join(makeTempFolder(), "blog.db");
  openElsewhere(file).exec("PRAGMA journal_mode = WAL; CREATE TABLE other (id)");
  const companions = [`${file}-wal`, `${file}-shm`];
  for (const companion of companions) chmodSync(companion, 0o444);
  chmodSync(file, 0o640);
  await connect(file);
  expect(companions.map((companion) => statSync(companion).mode & 0o777)).toEqual([0o640, 0o640]);
});

test("waits for the lock of another connection before switching to WAL", async () => {
  const file = join(makeTempFolder(), "blog.db");
  const elsewhere = openElsewhere(file);
  elsewhere.exec("CREATE TABLE other (id); BEGIN EXCLUSIVE");
  setTimeout(() => elsewhere.exec("COMMIT"), 400);
  await connect(file);
  expect(elsewhere.inTransaction).toBe(false);
});

test("rejects a file system that does not support a write-ahead log", async () => {
  const file = join(makeTempFolder(), "blog.db");
  // A database in memory supports no write-ahead log, like a file on a network disk.
  vi.spyOn(PrismaBetterSqlite3.prototype, "connect").mockImplementation(() =>
    new PrismaBetterSqlite3({ url: ":memory:" }).connectToShadowDb(),
  );
  await expect(connect(file)).rejects.toThrow(
    `Cannot open the database ${file}: its journal mode is "memory" and cannot be changed to "wal".\n` +
      "DATABASE_URL must name a SQLite file on a local disk",
  );
});

test("reports a file that is not a database", async () => {
  const file = join(makeTempFolder(), "blog.db");
  writeFileSync(file, "Not a database. ".repeat(100));
  await expect(connect(file)).rejects.toThrow(`Cannot open the database ${file}: file is not a database.`);
});

test("reports a file that is in place of the database's folder", async () => {
  const folder = join(makeTempFolder(), "file");
  writeFileSync(folder, "");
  const file = join(folder, "blog.db");
  await expect(connect(file)).rejects.toThrow(`Cannot open the database ${file}: `);
});
