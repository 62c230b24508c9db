import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type * as Db from "@/lib/server/db/client";
import { applyMigrations } from "@/lib/server/db/apply-migrations";
import type * as Statements from "@/lib/server/db/statements";
import { Prisma } from "@/lib/server/generated/sqlite/client";
import type * as Token from "../tokens/access-token";
import type * as AccountSessions from "../auth/account-sessions-service";
import type * as MemorySessions from "./memory-sessions";
import type * as RefreshService from "./refresh-service";
import type * as SessionService from "./session-service";

const folder = mkdtempSync(path.join(tmpdir(), "inkwell-memory-sessions-"));
const url = `file:${path.join(folder, "blog.db")}`;
const HASH = "the hash of a password";
const ANY_ID: unknown = expect.any(Number);

let db: (typeof Db)["db"];
let execute: (typeof Statements)["execute"];
let closeDatabase: (typeof Db)["closeDatabase"];
let accountSessions: typeof AccountSessions;
let service: typeof SessionService;
let refreshService: typeof RefreshService;
let memory: typeof MemorySessions;
let verifyAccessToken: (typeof Token)["verifyAccessToken"];
let userId: number;

beforeAll(async () => {
  await applyMigrations(url);
  vi.stubEnv("DATABASE_URL", url);
  vi.stubEnv("LOG_LEVEL", "silent");
  // Imported here because they open the database that the settings name when they are loaded.
  ({ db, closeDatabase } = await import("@/lib/server/db/client"));
  ({ execute } = await import("@/lib/server/db/statements"));
  ({ verifyAccessToken } = await import("../tokens/access-token"));
  accountSessions = await import("../auth/account-sessions-service");
  service = await import("./session-service");
  refreshService = await import("./refresh-service");
  memory = await import("./memory-sessions");
});
afterAll(async () => {
  await closeDatabase();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  await setReadOnly("OFF");
  await db.user.deleteMany();
  const ada = { username: "Ada", usernameKey: "ada", email: "ada@example.com", passwordHash: HASH };
  ({ id: userId } = await db.user.create({ data: ada }));
  await setReadOnly("ON");
});
afterEach(async () => {
  vi.useRealTimers();
  await setReadOnly("OFF");
});

/** Has SQLite reject every write of this process, as it does on a read-only disk. */
async function setReadOnly(state: "ON" | "OFF"): Promise<void> {
  const pragma = Prisma.raw(`PRAGMA query_only = ${state}`);
  await db.$executeRaw(pragma);
  for (const durability of ["full", "relaxed"] as const) await execute(pragma, { durability });
}

async function logIn({ passwordHash = HASH, isOffline = true } = {}) {
  const grant = await service.beginSession({ userId, passwordHash, isOffline });
  if (grant === null) throw new Error("No session was begun");
  const claims = await verifyAccessToken(grant.accessToken);
  const find = () => service.findCurrentUser(claims);
  const requireUser = async () => {
    const user = await find();
    if (user === null) throw new Error("The session has ended");
    return user;
  };
  return { ...grant, claims, find, requireUser };
}

it("accepts the access token of a session that could not be stored, and issues no refresh token", async () => {
  const { refreshToken, find } = await logIn();
  expect(refreshToken).toBeUndefined();
  expect(await find()).toMatchObject({ id: userId, email: "ada@example.com", sessionId: ANY_ID });
  expect(await db.session.count()).toBe(0);
  await setReadOnly("OFF");
  expect(await find()).toMatchObject({ id: userId });
});

it("rejects an in-memory session's token for another user", async () => {
  const { claims } = await logIn();
  await setReadOnly("OFF");
  const bob = { username: "Bob", usernameKey: "bob", email: "bob@example.com", passwordHash: HASH };
  const { id } = await db.user.create({ data: bob });
  expect(await service.findCurrentUser({ ...claims, userId: id })).toBeNull();
});

it("ends an in-memory session when its access token expires", async () => {
  const { find } = await logIn();
  vi.useFakeTimers({ now: Date.now() + 1_790_000, toFake: ["Date"] });
  expect(await find()).not.toBeNull();
  vi.setSystemTime(Date.now() + 10_000);
  expect(await find()).toBeNull();
});

it("keeps no session in memory that could be stored", async () => {
  await setReadOnly("OFF");
  const { refreshToken, claims } = await logIn();
  expect(refreshToken?.value).toMatch(/^[\w-]{64}$/);
  expect(memory.recallSession(claims.sid, userId, new Date())).toBeUndefined();
});

it("begins no session for a password that was changed since it was verified", async () => {
  await setReadOnly("OFF");
  await db.user.update({ where: { id: userId }, data: { passwordHash: "another hash" } });
  expect(await service.beginSession({ userId, passwordHash: HASH, isOffline: true })).toBeNull();
  expect(await db.session.count()).toBe(0);
});

it("keeps no session in memory after an error other than a storage error", async () => {
  await setReadOnly("OFF");
  await db.$executeRaw`ALTER TABLE sessions RENAME TO others`;
  await expect(logIn()).rejects.toThrow();
  await db.$executeRaw`ALTER TABLE others RENAME TO sessions`;
  expect(memory.recallSessions(userId, new Date())).toEqual([]);
});

it("lists in-memory sessions with the stored ones and marks the current one", async () => {
  await setReadOnly("OFF");
  const stored = await (await logIn()).requireUser();
  await setReadOnly("ON");
  const kept = await (await logIn()).requireUser();
  const sessions = await accountSessions.listSessions(kept);
  expect(sessions.map(({ id, current }) => [id, current])).toEqual([
    [kept.sessionId, true],
    [stored.sessionId, false],
  ]);
  expect(kept.sessionId, "ids start where the database never gets").toBeGreaterThanOrEqual(2 ** 30);
});

it("ends an in-memory session at logout while the database is read-only", async () => {
  const [ended, other] = [await logIn(), await logIn()];
  await refreshService.revokeToken(ended.accessToken);
  expect(await ended.find()).toBeNull();
  expect(await other.find()).not.toBeNull();
});

it("lets only the owner end in-memory sessions, one or all others", async () => {
  const [one, two, three] = [await logIn(), await logIn(), await logIn()];
  const user = await three.requireUser();
  const { sessionId } = await one.requireUser();
  await expect(accountSessions.endSession({ ...user, id: userId + 1 }, sessionId)).rejects.toThrow();
  expect(await one.find()).not.toBeNull();
  await accountSessions.endSession(user, sessionId);
  expect(await one.find()).toBeNull();
  await setReadOnly("OFF");
  await accountSessions.endOtherSessions(user);
  expect(await two.find()).toBeNull();
  expect(await three.find()).not.toBeNull();
});

it("ends an in-memory session when the password changes or the account is deleted", async () => {
  const { find } = await logIn();
  await setReadOnly("OFF");
  await db.user.update({ where: { id: userId }, data: { passwordHash: "another hash" } });
  expect(await find()).toBeNull();
  await db.user.update({ where: { id: userId }, data: { passwordHash: HASH } });
  expect(await find()).not.toBeNull();
  await db.user.delete({ where: { id: userId } });
  expect(await find()).toBeNull();
});

it("keeps at most a hundred in-memory sessions of one user, the newest", async () => {
  const oldest = await logIn();
  const second = await logIn();
  const session = memory.recallSession(oldest.claims.sid, userId, new Date());
  if (session === undefined) throw new Error("The session is not in memory");
  for (let count = 0; count < 98; count += 1)
    memory.rememberSession({ ...session, sid: `copy ${count}` }, session.expiresAt, 100);
  expect(await oldest.find()).not.toBeNull();
  await logIn();
  expect(await oldest.find()).toBeNull();
  expect(await second.find()).not.toBeNull();
  expect(memory.recallSessions(userId, new Date())).toHaveLength(100);
});

it("keeps at most ten thousand sessions in memory, the newest", async () => {
  const { claims } = await logIn();
  const first = memory.recallSession(claims.sid, userId, new Date());
  if (first === undefined) throw new Error("The session is not in memory");
  for (let id = 1; id <= 10_000; id += 1)
    memory.rememberSession({ ...first, userId: -id, sid: `of user ${-id}` }, first.expiresAt, 100);
  expect(memory.recallSessions(userId, new Date())).toEqual([]);
  expect(memory.recallSessions(-1, new Date())).toHaveLength(1);
});
