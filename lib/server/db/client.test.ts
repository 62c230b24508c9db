import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspect } from "node:util";
import Database from "better-sqlite3";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { applyMigrations } from "./apply-migrations";
import type * as Db from "./client";
import { isBusy, readUniqueViolation } from "./db-errors";
import { PrismaClient } from "../generated/prisma/client";
import { createSqliteAdapter } from "./sqlite-adapter";

// Pins how Prisma's adapter reports faults, which db-errors.ts reads: real faults of a real database.

const folder = mkdtempSync(path.join(tmpdir(), "inkwell-db-"));
const file = path.join(folder, "blog.db");
const url = `file:${file}`;
const ADA = { username: "Ada", usernameKey: "ada", email: "ada@example.com", passwordHash: "$argon2id$" };
const BOB = { username: "Bob", usernameKey: "bob", email: "bob@example.com", passwordHash: "$argon2id$" };

let db: (typeof Db)["db"];
let closeDatabase: (typeof Db)["closeDatabase"];
/** Without the retries and the translation of db.ts. */
const bare = new PrismaClient({ adapter: createSqliteAdapter(url) });

beforeAll(async () => {
  await applyMigrations(url);
  vi.stubEnv("DATABASE_URL", url);
  ({ db, closeDatabase } = await import("./client"));
});

beforeEach(async () => {
  await db.user.deleteMany();
});

afterAll(async () => {
  await bare.$disconnect();
  await closeDatabase();
  rmSync(folder, { recursive: true });
});

const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable("nothing was thrown"),
    (error: unknown) => error,
  );

describe("a write that would break a unique column names it", () => {
  it.each([
    ["username_key", { ...BOB, usernameKey: ADA.usernameKey }],
    ["email", { ...BOB, email: ADA.email }],
  ])("%s", async (column, data) => {
    await db.user.create({ data: ADA });
    expect(readUniqueViolation(await caught(bare.user.create({ data })))).toEqual([column]);
    const translated = await caught(db.user.create({ data }));
    expect(translated).toMatchObject({ name: "UniqueViolationError", columns: [column] });
  });

  it("when it is an update", async () => {
    await db.user.createMany({ data: [ADA, BOB] });
    const update = db.user.update({ where: { email: BOB.email }, data: { email: ADA.email } });
    expect(await caught(update)).toMatchObject({ name: "UniqueViolationError", columns: ["email"] });
  });

  it("when it is one of a transaction, of which nothing stays", async () => {
    const transaction = db.$transaction([
      db.user.create({ data: ADA }),
      db.user.create({ data: { ...BOB, email: ADA.email } }),
    ]);
    expect(await caught(transaction)).toMatchObject({ name: "UniqueViolationError", columns: ["email"] });
    expect(await db.user.count()).toBe(0);
  });
});

it("a transaction that fails takes none of the writes with it that others make meanwhile", async () => {
  await db.user.create({ data: ADA });
  const person = (name: string) => ({ ...BOB, username: name, usernameKey: name, email: name });
  const fail = (name: string) =>
    caught(db.$transaction([db.user.create({ data: person(name) }), db.user.create({ data: ADA })]));
  const turns = Array.from({ length: 200 }, (_, turn) => turn);
  await Promise.all(
    turns.flatMap((turn) => [fail(`lost ${turn}`), db.user.create({ data: person(`kept ${turn}`) })]),
  );
  const stored = await db.user.findMany({ select: { email: true } });
  expect(stored.map(({ email }) => email).sort()).toEqual(
    [ADA.email, ...turns.map((turn) => `kept ${turn}`)].sort(),
  );
});

describe("while another process holds the lock", () => {
  let otherProcess: Database.Database;

  beforeEach(() => {
    otherProcess = new Database(file);
    otherProcess.exec("BEGIN IMMEDIATE");
    return () => void otherProcess.close();
  });

  it.each([
    ["a write", () => bare.user.create({ data: ADA })],
    ["a raw query", () => bare.$queryRaw`DELETE FROM users RETURNING id`],
    ["a raw statement", () => bare.$executeRaw`DELETE FROM users`],
    [
      "a transaction",
      () => bare.$transaction([bare.user.create({ data: ADA }), bare.user.create({ data: BOB })]),
    ],
  ])("the fault of %s is known as such", async (_what, write) => {
    const error = await caught(write());
    expect([isBusy(error), readUniqueViolation(error)]).toEqual([true, undefined]);
  });

  it("a write is tried again until the lock is free", async () => {
    const write = db.user.create({ data: ADA });
    setTimeout(() => otherProcess.exec("ROLLBACK"), 500);
    expect(await write).toMatchObject({ username: "Ada" });
  });

  it("a transaction happens whole or not at all, and says which", async () => {
    const transaction = db.$transaction([db.user.create({ data: ADA }), db.user.create({ data: BOB })]);
    const release = setTimeout(() => otherProcess.exec("ROLLBACK"), 500);
    const rows = await transaction.then(
      (created) => created.length,
      () => 0,
    );
    clearTimeout(release);
    expect(await db.user.count()).toBe(rows);
  });
});

describe("while nothing can be written", () => {
  beforeEach(async () => {
    await db.$executeRaw`PRAGMA query_only = ON`;
    return async () => void (await db.$executeRaw`PRAGMA query_only = OFF`);
  });

  it.each([
    ["a write", () => db.user.create({ data: ADA })],
    ["a statement of its own", () => db.$executeRaw`DELETE FROM users`],
    ["a transaction", () => db.$transaction([db.user.create({ data: ADA }), db.user.create({ data: BOB })])],
  ])("the fault of %s is the storage's, and reads go on", async (_what, write) => {
    expect(await caught(write())).toMatchObject({
      name: "StorageError",
      code: "overloaded",
      cause: "SQLITE_READONLY: attempt to write a readonly database",
    });
    expect(await db.user.count()).toBe(0);
  });
});

describe("another fault stays what it is", () => {
  it("of the database", async () => {
    const error = await caught(db.$queryRaw`SELECT * FROM nowhere`);
    expect([isBusy(error), readUniqueViolation(error)]).toEqual([false, undefined]);
    expect(error).toMatchObject({ name: "PrismaClientKnownRequestError" });
  });

  it.each([undefined, null, "P1008", new Error("P2002")])("of nobody's (%s)", (error) => {
    expect([isBusy(error), readUniqueViolation(error)]).toEqual([false, undefined]);
  });
});

it("a fault of a query quotes none of its values", async () => {
  const error = await caught(db.user.create({ data: { ...ADA, id: "one" as unknown as number } }));
  expect(String(error)).toMatch(/^PrismaClientValidationError: Argument `id`: Invalid value provided\..*$/);
  expect(inspect(error)).not.toContain(ADA.email);
});

it("gives the hash only to a query that asks for it", async () => {
  const { id } = await db.user.create({ data: ADA });
  expect(await db.user.findUnique({ where: { id } })).not.toHaveProperty("passwordHash");
  expect(await db.user.findMany()).not.toEqual([
    expect.objectContaining({ passwordHash: expect.anything() }),
  ]);
  const asked = await db.user.findUnique({ where: { id }, omit: { passwordHash: false } });
  expect(asked).toMatchObject({ passwordHash: ADA.passwordHash });
});

it("takes an undefined filter for a fault, not for all rows", async () => {
  await db.user.create({ data: ADA });
  const error = await caught(db.user.deleteMany({ where: { id: undefined as unknown as number } }));
  expect(error).toMatchObject({ name: "PrismaClientValidationError" });
  expect(await db.user.count()).toBe(1);
});

it("never gives an id twice, also when the row of the largest is deleted", async () => {
  const { id } = await db.user.create({ data: ADA });
  await db.user.delete({ where: { id } });
  expect((await db.user.create({ data: ADA })).id).toBe(id + 1);
});

it("has one connection for every module of the process, and can end it", async () => {
  const first = db;
  vi.resetModules();
  const again = await import("./client");
  await again.db.user.create({ data: ADA });
  expect(await first.user.count()).toBe(1);
  await bare.$disconnect();
  await again.closeDatabase();
  expect(existsSync(`${file}-wal`)).toBe(false); // which the last connection takes with it
});
