import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createBlog } from "@/tests/support/postgres-blog";
import { Prisma } from "../generated/sqlite/client";
import type * as Client from "./client";
import type * as Statements from "./statements";

const TIME = new Date("2026-11-24T01:02:03.456Z");

let client: typeof Client;
let statements: typeof Statements;

const insertUser = (name: string) => Prisma.sql`
  INSERT INTO users (username, username_key, email, password_hash, created_at)
  VALUES (${name}, ${name}, ${`${name}@example.com`}, '$argon2id$', ${TIME})`;
const insertPost = (userId: number) => Prisma.sql`
  INSERT INTO posts (title, content, user_id, date_posted) VALUES ('Title', 'Text', ${userId}, ${TIME})`;
const readNames = async () =>
  (await statements.queryRows<{ username: string }>(Prisma.sql`SELECT username FROM users ORDER BY id`)).map(
    ({ username }) => username,
  );

beforeAll(async () => {
  vi.stubEnv("DATABASE_URL", await createBlog());
  statements = await import("./statements");
  client = await import("./client");
});
beforeEach(async () => {
  await statements.execute(Prisma.sql`DELETE FROM users`);
});
afterAll(() => client.closeDatabase());

it("runs statements and reports the rows that they return or change", async () => {
  expect(await statements.execute(insertUser("ada"))).toBe(1);
  await statements.execute(insertUser("bob"), { durability: "relaxed" });
  const rename = Prisma.sql`UPDATE users SET username = ${"Ada"} WHERE username = ${"ada"} RETURNING username`;
  expect(await statements.queryRows(rename)).toEqual([{ username: "Ada" }]);
  expect(await readNames()).toEqual(["Ada", "bob"]);
  expect(await statements.execute(Prisma.sql`DELETE FROM users`)).toBe(2);
});

it("returns 64-bit integers as numbers", async () => {
  const [row] = await statements.queryRows(Prisma.sql`SELECT CAST(${2 ** 40} AS BIGINT) AS number`);
  expect(row).toEqual({ number: 2 ** 40 });
});

it.each(["UTC", "America/New_York", "Asia/Tokyo"])(
  "stores and reads timestamps as UTC, as Prisma does, in a process in the time zone %s",
  async (timeZone) => {
    vi.stubEnv("TZ", timeZone);
    await statements.execute(insertUser("raw"));
    const email = "prisma@example.com";
    await client.db.user.create({
      data: { username: "p", usernameKey: "p", email, passwordHash: "", createdAt: TIME },
    });
    const where = { createdAt: TIME };
    expect(await client.db.user.findMany({ where, select: { createdAt: true } })).toEqual([where, where]);
    const sql = Prisma.sql`SELECT created_at, CAST(created_at AS TEXT) AS text FROM users WHERE created_at = ${TIME}`;
    const row = { created_at: TIME, text: "2026-11-24 01:02:03.456" };
    expect(await statements.queryRows(sql)).toEqual([row, row]);
  },
);

it("gives a row without a time of its own the current time", async () => {
  vi.stubEnv("TZ", "Asia/Tokyo");
  const data = { username: "p", usernameKey: "p", email: "p@example.com", passwordHash: "" };
  const { createdAt } = await client.db.user.create({ data });
  expect(Math.abs(Date.now() - createdAt.getTime())).toBeLessThan(60_000);
});

describe.each([
  ["a statement", (sql: Prisma.Sql) => statements.execute(sql)],
  ["a transaction", (sql: Prisma.Sql) => statements.executeAll([sql])],
  ["Prisma", (sql: Prisma.Sql) => client.db.$executeRaw(sql)],
])("of %s", (_what, run) => {
  it("reports the column of a unique violation", async () => {
    await statements.execute(insertUser("ada"));
    const sql = Prisma.sql`UPDATE users SET email = 'ada@example.com' WHERE username = 'bob'`;
    await statements.execute(insertUser("bob"));
    await expect(run(insertUser("ada"))).rejects.toMatchObject({ columns: ["username_key"] });
    await expect(run(sql)).rejects.toMatchObject({ name: "UniqueViolationError", columns: ["email"] });
  });

  it("reports a missing row that a write refers to", async () => {
    await expect(run(insertPost(99))).rejects.toMatchObject({ name: "ForeignKeyViolationError" });
  });

  it.each([
    ["53100", "StorageError"], // the disk is full
    ["25006", "StorageError"], // a read-only transaction
    ["0A000", "StorageError"], // an unlogged table on a standby
    ["53200", "UnavailableError"], // out of memory
    ["55P03", "UnavailableError"], // lock not available
    ["57014", "UnavailableError"], // canceled
    ["57P03", "UnavailableError"], // starting up
  ])("reports the error %s as %s, which is an overload", async (code, name) => {
    const raise = Prisma.raw(`DO $$ BEGIN RAISE 'a message' USING ERRCODE = '${code}'; END $$`);
    await expect(run(raise)).rejects.toMatchObject({ name, code: "overloaded" });
  });

  it("does not translate any other error", async () => {
    await expect(run(Prisma.sql`SELECT 1 FROM nowhere`)).rejects.not.toHaveProperty("code", "overloaded");
  });
});

it("reports the column of a unique violation of a model", async () => {
  const data = { username: "Ada", usernameKey: "ada", email: "ada@example.com", passwordHash: "" };
  await client.db.user.create({ data });
  const create = client.db.user.create({ data: { ...data, usernameKey: "bob" } });
  await expect(create).rejects.toMatchObject({ name: "UniqueViolationError", columns: ["email"] });
});

it("applies all statements of a transaction or none", async () => {
  expect(await statements.executeAll([insertUser("ada"), insertUser("bob")])).toEqual([1, 1]);
  await expect(statements.executeAll([insertUser("cleo"), insertUser("ada")])).rejects.toMatchObject({
    name: "UniqueViolationError",
  });
  await statements.execute(insertUser("dora"));
  expect(await readNames()).toEqual(["ada", "bob", "dora"]);
});

it("repeats a transaction that PostgreSQL ends because of a deadlock", async () => {
  await statements.executeAll([insertUser("ada"), insertUser("bob")]);
  const append = (name: string, letter: string) =>
    Prisma.sql`UPDATE users SET email = email || ${letter} WHERE username = ${name}`;
  const wait = Prisma.sql`SELECT pg_sleep(0.3)`;
  await Promise.all([
    statements.executeAll([append("ada", "1"), wait, append("bob", "1")]),
    statements.executeAll([append("bob", "2"), wait, append("ada", "2")]),
  ]);
  const [ada, bob] = await statements.queryRows<{ email: string }>(
    Prisma.sql`SELECT email FROM users ORDER BY id`,
  );
  expect(ada?.email).toMatch(/^ada@example\.com(12|21)$/);
  expect(bob?.email.slice(-2)).toBe(ada?.email.slice(-2));
});

it.each(["40001", "40P01"])("repeats a query of Prisma that fails with %s", async (code) => {
  await statements.execute(insertUser("ada"));
  // Fails as often as the sequence says.
  await statements.executeAll([
    Prisma.sql`CREATE SEQUENCE attempts`,
    Prisma.raw(`
      CREATE FUNCTION fail_twice() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF nextval('attempts') < 3 THEN RAISE 'again' USING ERRCODE = '${code}'; END IF; RETURN NEW; END $$`),
    Prisma.sql`CREATE TRIGGER fail_twice BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION fail_twice()`,
  ]);
  const rename = client.db.user.updateMany({ data: { username: "Ada" } });
  await expect(rename).resolves.toEqual({ count: 1 });
  await statements.executeAll([
    Prisma.sql`DROP FUNCTION fail_twice CASCADE`,
    Prisma.sql`DROP SEQUENCE attempts`,
  ]);
});

it("never reuses an id, not even of the deleted row with the highest one", async () => {
  await statements.execute(insertUser("ada"));
  const remove = Prisma.sql`DELETE FROM users RETURNING id`;
  const [ada] = await statements.queryRows<{ id: number }>(remove);
  await statements.execute(insertUser("bob"));
  const [bob] = await statements.queryRows<{ id: number }>(remove);
  expect(bob?.id).toBeGreaterThan(Number(ada?.id));
});
