import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { createDatabase } from "@/tests/support/postgres";
import { PrismaClient } from "../generated/postgresql/client";
import { applyMigrations } from "./apply-migrations";
import { toClientConfig } from "./postgres-config";

let client: pg.Client;
let prisma: PrismaClient;

beforeAll(async () => {
  const url = await createDatabase();
  await applyMigrations(url);
  client = new pg.Client(toClientConfig(url));
  await client.connect();
  prisma = new PrismaClient({ adapter: new PrismaPg(toClientConfig(url)) });
  return async () => {
    await prisma.$disconnect();
    await client.end();
  };
});

async function list(sql: string): Promise<unknown[]> {
  return (await client.query<unknown[]>({ text: sql, rowMode: "array" })).rows.flat();
}

const createUser = (name: string) =>
  prisma.user.create({ data: { username: name, usernameKey: name, email: name, passwordHash: "" } });

test("does not reuse the id of a deleted user", async () => {
  const { id } = await createUser("first");
  await client.query(`DELETE FROM users WHERE id = ${id}`);
  expect((await createUser("second")).id).toBe(id + 1);
});

test("gives every id from a sequence", async () => {
  const sql =
    "SELECT column_default FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'id' AND table_name <> 'post_words'";
  const defaults = await list(`${sql} AND table_name <> '_prisma_migrations'`);
  expect(defaults).not.toEqual([]);
  for (const value of defaults) expect(value).toMatch(/^nextval\(/);
});

test("deletes the posts and sessions of a deleted user", async () => {
  const { id: userId } = await createUser("gone");
  const now = new Date();
  await prisma.post.create({ data: { title: "", content: "", userId } });
  await prisma.session.create({
    data: { sid: "s", userId, device: "", address: "", createdAt: now, lastUsedAt: now, expiresAt: now },
  });
  await client.query(`DELETE FROM users WHERE id = ${userId}`);
  expect(await list("SELECT id FROM posts UNION ALL SELECT id FROM sessions")).toEqual([]);
});

test("keeps only the counters of limits out of the write-ahead log", async () => {
  const sql = "SELECT relname FROM pg_class WHERE relpersistence = 'u' AND relkind = 'r'";
  expect(await list(sql)).toEqual(["rate_limits"]);
});

describe("a database whose time zone is not UTC", () => {
  test("stores times in UTC with milliseconds, and reads them as they were written", async () => {
    const { createdAt, id } = await createUser("timely");
    expect(Math.abs(Date.now() - createdAt.getTime())).toBeLessThan(60_000);
    expect(await list("SELECT current_setting('timezone')")).not.toEqual(["UTC"]);
    expect(
      await list(`SELECT to_char(created_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') FROM users WHERE id = ${id}`),
    ).toEqual([createdAt.toISOString()]);
    expect(await prisma.user.findUnique({ where: { id }, select: { createdAt: true } })).toEqual({
      createdAt,
    });
  });
});
