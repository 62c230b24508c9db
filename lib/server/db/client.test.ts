import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspect } from "node:util";
import Database from "better-sqlite3";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { applyMigrations } from "./apply-migrations";
import type * as Db from "./client";
import { isBusy, translateError } from "./db-errors";
import { PrismaClient } from "../generated/sqlite/client";
import { createSqliteAdapter } from "./sqlite-adapter";

// db-errors.ts reads how Prisma's adapter reports errors; these are real errors of a real database.

const folder = mkdtempSync(path.join(tmpdir(), "inkwell-db-"));
const file = path.join(folder, "blog.db");
const url = `file:${file}`;
const ADA = { username: "Ada", usernameKey: "ada", email: "ada@example.com", passwordHash: "$argon2id$" };
const BOB = { username: "Bob", usernameKey: "bob", email: "bob@example.com", passwordHash: "$argon2id$" };

let db: (typeof Db)["db"];
let closeDatabase: (typeof Db)["closeDatabase"];
/** Without the retries and the error translation of client.ts. */
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

describe("reports the column of a unique violation", () => {
  it.each([
    ["username_key", { ...BOB, usernameKey: ADA.usernameKey }],
    ["email", { ...BOB, email: ADA.email }],
  ])("of %s in an insert", async (column, data) => {
    await db.user.create({ data: ADA });
    expect(translateError(await caught(bare.user.create({ data })))).toMatchObject({ columns: [column] });
    const translated = await caught(db.user.create({ data }));
    expect(translated).toMatchObject({ name: "UniqueViolationError", columns: [column] });
  });

  it("in an update", async () => {
    await db.user.createMany({ data: [ADA, BOB] });
    const update = db.user.update({ where: { email: BOB.email }, data: { email: ADA.email } });
    expect(await caught(update)).toMatchObject({ name: "UniqueViolationError", columns: ["email"] });
  });
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
  ])("recognizes the error of %s as a held lock", async (_what, write) => {
    const error = await caught(write());
    expect(isBusy(error)).toBe(true);
  });

  it("retries a write until the lock is free", async () => {
    const write = db.user.create({ data: ADA });
    setTimeout(() => otherProcess.exec("ROLLBACK"), 500);
    expect(await write).toMatchObject({ username: "Ada" });
  });
});

describe("while the database is read-only", () => {
  beforeEach(async () => {
    await db.$executeRaw`PRAGMA query_only = ON`;
    return async () => void (await db.$executeRaw`PRAGMA query_only = OFF`);
  });

  it.each([
    ["a write", () => db.user.create({ data: ADA })],
    ["a raw statement", () => db.$executeRaw`DELETE FROM users`],
  ])("reports a storage error for %s, and still reads", async (_what, write) => {
    expect(await caught(write())).toMatchObject({
      name: "StorageError",
      code: "overloaded",
      cause: "SQLITE_READONLY: attempt to write a readonly database",
    });
    expect(await db.user.count()).toBe(0);
  });
});

describe("does not translate", () => {
  it("any other error of the database", async () => {
    const error = await caught(db.$queryRaw`SELECT * FROM nowhere`);
    expect([isBusy(error), translateError(error)]).toEqual([false, error]);
    expect(error).toMatchObject({ name: "PrismaClientKnownRequestError" });
  });

  it.each([undefined, null, "P1008", new Error("P2002")])(
    "a value that is not an error of the database (%s)",
    (error) => {
      expect([isBusy(error), translateError(error)]).toEqual([false, error]);
    },
  );
});

it("removes the values of a query from its validation error", async () => {
  const error = await caught(db.user.create({ data: { ...ADA, id: "one" as unknown as number } }));
  expect(String(error)).toMatch(/^PrismaClientValidationError: Argument `id`: Invalid value provided\..*$/);
  expect(inspect(error)).not.toContain(ADA.email);
});

it("selects the password hash only for a query that asks for it", async () => {
  const { id } = await db.user.create({ data: ADA });
  expect(await db.user.findUnique({ where: { id } })).not.toHaveProperty("passwordHash");
  expect(await db.user.findMany()).not.toEqual([
    expect.objectContaining({ passwordHash: expect.anything() }),
  ]);
  const selected = await db.user.findUnique({ where: { id }, omit: { passwordHash: false } });
  expect(selected).toMatchObject({ passwordHash: ADA.passwordHash });
});

it("rejects an undefined filter instead of matching all rows", async () => {
  await db.user.create({ data: ADA });
  const error = await caught(db.user.deleteMany({ where: { id: undefined as unknown as number } }));
  expect(error).toMatchObject({ name: "PrismaClientValidationError" });
  expect(await db.user.count()).toBe(1);
});

it("never reuses an id, not even that of the deleted row with the highest id", async () => {
  const { id } = await db.user.create({ data: ADA });
  await db.user.delete({ where: { id } });
  expect((await db.user.create({ data: ADA })).id).toBe(id + 1);
});

it("shares its connections between all module instances of a process, and can close them", async () => {
  const first = db;
  vi.resetModules();
  const again = await import("./client");
  await again.db.user.create({ data: ADA });
  expect(await first.user.count()).toBe(1);
  await bare.$disconnect();
  await again.closeDatabase();
  expect(existsSync(`${file}-wal`)).toBe(false); // deleted when the last connection closes
});
