import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { Prisma } from "../generated/sqlite/client";
import { applyMigrations } from "./apply-migrations";
import type * as Client from "./client";
import type * as SqliteStatements from "./sqlite-statements";
import type * as Statements from "./statements";

const folder = mkdtempSync(path.join(tmpdir(), "inkwell-statements-"));
const file = path.join(folder, "blog.db");
const TIME = new Date("2026-11-24T01:02:03.456Z");

let client: typeof Client;
let statements: typeof Statements;
let sqliteStatements: typeof SqliteStatements;

/** Opens a connection as another process would. */
function withOther<Result>(action: (other: Database.Database) => Result): Result {
  const other = new Database(file);
  try {
    return action(other);
  } finally {
    other.close();
  }
}

const insertUser = (name: string) => Prisma.sql`
  INSERT INTO users (username, username_key, email, password_hash, created_at)
  VALUES (${name}, ${name}, ${name}, '$argon2id$', ${TIME})`;
const insertPost = (userId: number) => Prisma.sql`
  INSERT INTO posts (title, content, user_id, date_posted) VALUES ('Title', 'Text', ${userId}, ${TIME})`;
const readNames = async () =>
  (await statements.queryRows<{ username: string }>(Prisma.sql`SELECT username FROM users ORDER BY id`)).map(
    ({ username }) => username,
  );

beforeAll(async () => {
  await applyMigrations(`file:${file}`);
  vi.stubEnv("DATABASE_URL", `file:${file}`);
  statements = await import("./statements");
  sqliteStatements = await import("./sqlite-statements");
  client = await import("./client");
});
beforeEach(async () => {
  await statements.execute(Prisma.sql`DELETE FROM users`);
});
afterAll(async () => {
  await client.closeDatabase();
  rmSync(folder, { recursive: true });
});

describe.each(["full", "relaxed"] as const)("with %s durability", (durability) => {
  it("runs statements and reports the rows that they return or change", async () => {
    expect(await statements.execute(insertUser("ada"), { durability })).toBe(1);
    await statements.execute(insertUser("bob"), { durability });
    const rename = Prisma.sql`UPDATE users SET username = ${"Ada"} WHERE email = ${"ada"} RETURNING username`;
    expect(await statements.queryRows(rename, { durability })).toEqual([{ username: "Ada" }]);
    expect(await readNames()).toEqual(["Ada", "bob"]);
    expect(await statements.execute(Prisma.sql`DELETE FROM users`, { durability })).toBe(2);
  });

  it("waits for the disk at each commit only if durability is full", async () => {
    const [row] = await statements.queryRows(Prisma.sql`SELECT synchronous FROM pragma_synchronous`, {
      durability,
    });
    expect(row).toEqual({ synchronous: durability === "full" ? 2 : 1 });
  });

  it("waits with the event loop free until another process releases the lock", async () => {
    const other = new Database(file);
    other.exec("BEGIN IMMEDIATE");
    setTimeout(() => other.exec("COMMIT").close(), 200);
    expect(await statements.execute(insertUser("ada"), { durability })).toBe(1);
  });
});

it("stores and reads timestamps as Prisma does", async () => {
  await statements.execute(insertUser("raw"));
  await client.db.user.create({
    data: { username: "p", usernameKey: "p", email: "p", passwordHash: "", createdAt: TIME },
  });
  const rows = withOther((other) => other.prepare("SELECT created_at FROM users").all());
  expect(rows[0]).toEqual(rows[1]);
  const timestamps = Prisma.sql`SELECT created_at FROM users WHERE created_at = ${TIME}`;
  expect(await statements.queryRows(timestamps)).toEqual([{ created_at: TIME }, { created_at: TIME }]);
});

it("sees rows that another process has written since the statement was prepared", async () => {
  expect(await readNames()).toEqual([]);
  withOther((other) =>
    other.exec(
      "INSERT INTO users (id, username, username_key, email, password_hash) VALUES (90, 'Eve', 'eve', 'eve', '')",
    ),
  );
  expect(await readNames()).toEqual(["Eve"]);
});

it("applies all statements of a transaction or none", async () => {
  expect(await statements.executeAll([insertUser("ada"), insertUser("bob")])).toEqual([1, 1]);
  const failing = statements.executeAll([insertUser("cleo"), insertUser("ada")]);
  await expect(failing).rejects.toMatchObject({
    name: "UniqueViolationError",
    columns: ["email"],
  });
  expect(await readNames()).toEqual(["ada", "bob"]);
});

it("undoes no write of another request when a transaction fails", async () => {
  await statements.execute(insertUser("ada"));
  const turns = Array.from({ length: 200 }, (_, turn) => `kept ${turn}`);
  await Promise.all(
    turns.flatMap((name) => [
      statements.executeAll([insertUser(`lost ${name}`), insertUser("ada")]).then(
        () => expect.unreachable("the transaction did not fail"),
        () => undefined,
      ),
      statements.execute(insertUser(name), { durability: "relaxed" }),
    ]),
  );
  expect((await readNames()).sort()).toEqual(["ada", ...turns].sort());
});

it("retries a whole transaction until another process releases the lock", async () => {
  const other = new Database(file);
  other.exec("BEGIN IMMEDIATE");
  setTimeout(() => other.exec("COMMIT").close(), 200);
  expect(await statements.executeAll([insertUser("ada"), insertUser("bob")])).toEqual([1, 1]);
});

it("reports a missing row that a write refers to", async () => {
  await expect(statements.execute(insertPost(99))).rejects.toMatchObject({
    name: "ForeignKeyViolationError",
  });
});

it("reports an error of the disk or the file as every query does", async () => {
  await statements.execute(Prisma.sql`PRAGMA query_only = ON`);
  await expect(statements.execute(insertUser("ada"))).rejects.toMatchObject({
    name: "StorageError",
    cause: expect.stringMatching(/^SQLITE_READONLY: /) as unknown,
  });
  await statements.execute(Prisma.sql`PRAGMA query_only = OFF`);
});

it("opens its connections again after they were closed", async () => {
  await statements.execute(insertUser("ada"));
  sqliteStatements.closeConnections();
  expect(await readNames()).toEqual(["ada"]);
});
