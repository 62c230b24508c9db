import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { applyMigrations } from "../db/apply-migrations";
import type * as Client from "../db/client";
import type * as AllSessions from "./all-sessions";
import type { NewSession } from "./session-store";

type Row = Omit<NewSession, "passwordHash">;

const folder = mkdtempSync(path.join(tmpdir(), "inkwell-session-limit-"));
const url = `file:${path.join(folder, "blog.db")}`;
const HASH = "the hash of a password";
const HOUR_MS = 60 * 60 * 1000;
const NOW = new Date("2026-11-28T12:00:00Z");

let client: typeof Client;
let allSessions: typeof AllSessions;
let userId: number;
let otherId: number;
let count = 0;

beforeAll(async () => {
  await applyMigrations(url);
  vi.stubEnv("DATABASE_URL", url);
  vi.stubEnv("LOG_LEVEL", "silent");
  client = await import("../db/client");
  allSessions = await import("./all-sessions");
});
afterAll(async () => {
  await client.closeDatabase();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  await client.db.user.deleteMany();
  [userId, otherId] = [await insertUser("ada"), await insertUser("bob")];
});

async function insertUser(name: string): Promise<number> {
  const user = { username: name, usernameKey: name, email: name, passwordHash: HASH };
  return (await client.db.user.create({ data: user })).id;
}

function newSession(changes: Partial<Row> = {}): Row {
  return {
    sid: `sid ${(count += 1)}`,
    userId,
    device: "curl",
    address: "192.0.2.7",
    createdAt: NOW,
    expiresAt: new Date(NOW.getTime() + HOUR_MS),
    familyHash: null,
    tokenHash: null,
    ...changes,
  };
}

const add = async (row: Row, passwordHash = HASH) => allSessions.addSession({ ...row, passwordHash }, NOW);
const insertRows = async (rows: Row[]) =>
  client.db.session.createMany({
    data: rows.map((row) => ({ ...row, lastUsedAt: row.createdAt })),
  });
const readSids = async (ofUserId = userId) =>
  (await client.db.session.findMany({ where: { userId: ofUserId }, orderBy: { id: "asc" } })).map(
    ({ sid }) => sid,
  );

it("ends the oldest session of a user when the hundred-and-first begins", async () => {
  const rows = Array.from({ length: 100 }, () => newSession());
  await insertRows([...rows, newSession({ userId: otherId })]);
  const last = newSession();
  expect(await add(last)).toBe("database");
  expect(await readSids()).toEqual([...rows.slice(1), last].map(({ sid }) => sid));
  expect(await readSids(otherId)).toHaveLength(1);
});

it("ends expired sessions before live ones", async () => {
  const live = Array.from({ length: 99 }, () => newSession());
  const expired = Array.from({ length: 5 }, () => newSession({ expiresAt: NOW }));
  await insertRows([...live, ...expired]);
  const last = newSession();
  await add(last);
  expect(await readSids()).toEqual([...live, last].map(({ sid }) => sid));
});

it("keeps a hundred sessions however many begin at once", async () => {
  await insertRows(Array.from({ length: 90 }, () => newSession()));
  await Promise.all(Array.from({ length: 50 }, () => add(newSession())));
  expect(await readSids()).toHaveLength(100);
});

it("reduces an account that already has more sessions in steps", async () => {
  await insertRows(Array.from({ length: 450 }, () => newSession()));
  await add(newSession());
  expect(await readSids()).toHaveLength(251);
  await add(newSession());
  expect(await readSids()).toHaveLength(100);
});

it("ends no session when the login fails", async () => {
  await insertRows(Array.from({ length: 100 }, () => newSession()));
  expect(await add(newSession(), "another hash")).toBeNull();
  expect(await readSids()).toHaveLength(100);
});

it("ends all other sessions of a user in batches, and none of another user", async () => {
  const rows = Array.from({ length: 450 }, () => newSession());
  await insertRows([...rows, newSession({ userId: otherId })]);
  const [kept] = await client.db.session.findMany({ where: { userId }, take: 1 });
  if (kept === undefined) throw new Error("No session was inserted");
  expect(await allSessions.endSessionsExcept(userId, kept.id)).toBe(449);
  expect(await readSids()).toEqual([kept.sid]);
  expect(await readSids(otherId)).toHaveLength(1);
});
