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
])("PRAGMA %s is %s, also on a file that is opened again", async (pragma, value) => {
  const file = join(makeTempFolder(), "blog.db");
  await (await createSqliteAdapter(`file:${file}`).connect()).dispose();
  const connection = await connect(file);
  const { rows } = await connection.queryRaw({ sql: `PRAGMA ${pragma}`, args: [], argTypes: [] });
  expect(rows).toEqual([[value]]);
});

test("a connection can do without waiting for the disk", async () => {
  const file = join(makeTempFolder(), "blog.db");
  const connection = await createSqliteAdapter(`file:${file}`, { synchronous: "NORMAL" }).connect();
  onTestFinished(() => connection.dispose());
  const { rows } = await connection.queryRaw({ sql: "PRAGMA synchronous", args: [], argTypes: [] });
  expect(rows).toEqual([[1]]);
});

test("the missing folder of the default is made, from the working directory on", async () => {
  const folder = makeTempFolder();
  vi.spyOn(process, "cwd").mockReturnValue(folder);
  const connection = await createSqliteAdapter("file:./prisma/data/blog.db").connect();
  onTestFinished(() => connection.dispose());
  expect(existsSync(join(folder, "prisma/data/blog.db"))).toBe(true);
});

test("a missing folder that was asked for is not: its disk may not be mounted", async () => {
  const folder = join(makeTempFolder(), "disk");
  const file = join(folder, "blog.db");
  await expect(connect(file)).rejects.toThrow(
    `Cannot open the database ${file}: its folder is not there.\nDATABASE_URL must name`,
  );
  expect(existsSync(folder)).toBe(false);
});

test("what a read-only database left behind does not keep it read-only", async () => {
  const file = join(makeTempFolder(), "blog.db");
  openElsewhere(file).exec("PRAGMA journal_mode = WAL; CREATE TABLE other (id)");
  const companions = [`${file}-wal`, `${file}-shm`];
  for (const companion of companions) chmodSync(companion, 0o444);
  chmodSync(file, 0o640);
  await connect(file);
  expect(companions.map((companion) => statSync(companion).mode & 0o777)).toEqual([0o640, 0o640]);
});

test("the switch to WAL waits for a connection that holds the file", async () => {
  const file = join(makeTempFolder(), "blog.db");
  const elsewhere = openElsewhere(file);
  elsewhere.exec("CREATE TABLE other (id); BEGIN EXCLUSIVE");
  setTimeout(() => elsewhere.exec("COMMIT"), 400);
  await connect(file);
  expect(elsewhere.inTransaction).toBe(false);
});

test("a file system that cannot keep a write-ahead log is refused", async () => {
  const file = join(makeTempFolder(), "blog.db");
  // A database in memory answers as a file on a network does.
  vi.spyOn(PrismaBetterSqlite3.prototype, "connect").mockImplementation(() =>
    new PrismaBetterSqlite3({ url: ":memory:" }).connectToShadowDb(),
  );
  await expect(connect(file)).rejects.toThrow(
    `Cannot open the database ${file}: its journal mode is "memory" and cannot be "wal".\n` +
      "DATABASE_URL must name a SQLite file on a local disk",
  );
});

test("a file that is no database is named", async () => {
  const file = join(makeTempFolder(), "blog.db");
  writeFileSync(file, "Not a database. ".repeat(100));
  await expect(connect(file)).rejects.toThrow(`Cannot open the database ${file}: file is not a database.`);
});

test("a file in the place of its folder is named", async () => {
  const folder = join(makeTempFolder(), "file");
  writeFileSync(folder, "");
  const file = join(folder, "blog.db");
  await expect(connect(file)).rejects.toThrow(`Cannot open the database ${file}: `);
});
