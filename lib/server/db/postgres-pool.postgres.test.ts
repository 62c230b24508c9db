import { createServer, type AddressInfo } from "node:net";
import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { connectOther, countBlocked, createBlog } from "@/tests/support/postgres-blog";
import { Prisma } from "../generated/sqlite/client";
import { trackDatabaseUse } from "../request/database-use";
import type * as Client from "./client";
import type * as DbErrors from "./db-errors";
import type * as Pool from "./postgres-pool";
import type * as Statements from "./statements";

const ADA = { username: "Ada", usernameKey: "ada", email: "ada@example.com", passwordHash: "$argon2id$" };
const PASSWORD = "password-of-the-database";

let url: string;
let client: typeof Client;
let dbErrors: typeof DbErrors;
let pool: typeof Pool;
let statements: typeof Statements;

beforeAll(async () => {
  url = await createBlog();
  vi.stubEnv("DATABASE_URL", url);
  vi.stubEnv("LOG_LEVEL", "silent");
  client = await import("./client");
  dbErrors = await import("./db-errors");
  pool = await import("./postgres-pool");
  statements = await import("./statements");
});
beforeEach(async () => {
  await statements.execute(Prisma.sql`DELETE FROM users`);
});
afterAll(() => client.closeDatabase());

async function readBackend(): Promise<number> {
  const rows = await statements.queryRows<{ pid: number }>(Prisma.sql`SELECT pg_backend_pid() AS pid`);
  return Number(rows[0]?.pid);
}

const INSERT = Prisma.sql`
  INSERT INTO users (username, username_key, email, password_hash) VALUES ('Ada', 'ada', 'ada@example.com', '')`;

it("keeps its connection when PostgreSQL rejects a statement", async () => {
  await client.db.user.create({ data: ADA });
  const backend = await readBackend();
  const isDuplicate = { name: "UniqueViolationError" };
  await expect(client.db.user.create({ data: ADA })).rejects.toMatchObject(isDuplicate);
  await expect(statements.execute(INSERT)).rejects.toMatchObject(isDuplicate);
  await expect(statements.executeAll([INSERT])).rejects.toMatchObject(isDuplicate);
  expect(await readBackend()).toBe(backend);
});

it("replaces an idle connection that the server has ended", async () => {
  const backend = await readBackend();
  const other = await connectOther(url);
  await other.query("SELECT pg_terminate_backend($1)", [backend]);
  await vi.waitFor(() => expect(pool.getPool().totalCount).toBe(0));
  expect(await readBackend()).not.toBe(backend);
});

it("reports a connection that ends during a statement as overloaded", async () => {
  const ending = Prisma.sql`SELECT pg_terminate_backend(pg_backend_pid())`;
  await expect(statements.queryRows(ending)).rejects.toMatchObject({ code: "overloaded" });
  await expect(client.db.$queryRaw(ending)).rejects.toMatchObject({ code: "overloaded" });
  expect(await client.db.user.count()).toBe(0);
});

it("lets a query wait for a free connection longer than for a new one", async () => {
  const sleeping = Array.from({ length: 10 }, () => statements.queryRows(Prisma.sql`SELECT pg_sleep(2.2)`));
  expect(await statements.queryRows(Prisma.sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
  await Promise.all(sleeping);
});

it("cancels a statement that waits for a lock for too long", async () => {
  const other = await connectOther(url);
  await other.query("BEGIN; LOCK TABLE users");
  await expect(statements.execute(INSERT)).rejects.toMatchObject({ name: "UnavailableError" });
  await vi.waitFor(async () => expect(await countBlocked(other)).toBe(0));
  await other.query("COMMIT");
  expect(await client.db.user.count()).toBe(0);
});

it("lets the queries of a request wait no longer than one request may", async () => {
  const sleep = () => statements.queryRows(Prisma.sql`SELECT pg_sleep(2.2)`);
  await trackDatabaseUse(async () => {
    await sleep();
    await expect(sleep()).rejects.toMatchObject({ name: "UnavailableError" });
  });
  await sleep();
});

it("rejects a query when all connections stay in use", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const holders = Array.from({ length: 10 }, () => pool.getPool().use(() => held));
  await Promise.all(
    [readBackend(), client.db.user.count()].map((query) =>
      expect(query).rejects.toMatchObject({ name: "UnavailableError" }),
    ),
  );
  release();
  await Promise.all(holders);
  expect(await client.db.user.count()).toBe(0);
});

it.each([
  ["refuses connections", async () => "127.0.0.1:1/blog"],
  ["has no such database", async () => `${new URL(url).host}/missing`],
  ["never responds", async () => `127.0.0.1:${await listenSilently()}/blog`],
])("reports a server that %s as overloaded, without the password", async (_what, getAddress) => {
  const broken = pool.createPool(`postgresql://${new URL(url).username}:${PASSWORD}@${await getAddress()}`);
  const error: unknown = await broken.use(async () => undefined).catch((reason: unknown) => reason);
  const translated = dbErrors.translateError(error);
  expect(translated).toMatchObject({ name: "UnavailableError", code: "overloaded" });
  expect(inspect([error, translated], { depth: 20, showHidden: true })).not.toContain(PASSWORD);
  await broken.end();
});

async function listenSilently(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  return (server.address() as AddressInfo).port;
}
