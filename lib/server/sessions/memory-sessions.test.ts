import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type * as Db from "@/lib/server/db/client";
import { applyMigrations } from "@/lib/server/db/apply-migrations";
import type * as Token from "../tokens/access-token";
import type * as MemorySessions from "./memory-sessions";
import type * as RefreshService from "./refresh-service";
import type * as SessionService from "./session-service";

const folder = mkdtempSync(path.join(tmpdir(), "inkwell-memory-sessions-"));
const url = `file:${path.join(folder, "blog.db")}`;
const HASH = "the hash of a password";
const ANY_ID: unknown = expect.any(Number);

let db: (typeof Db)["db"];
let closeDatabase: (typeof Db)["closeDatabase"];
let service: typeof SessionService;
let refreshService: typeof RefreshService;
let memory: typeof MemorySessions;
let verifyAccessToken: (typeof Token)["verifyAccessToken"];
let userId: number;

beforeAll(async () => {
  await applyMigrations(url);
  vi.stubEnv("DATABASE_URL", url);
  // What is told of sessions that cannot be stored is for people; this is no test of it.
  vi.stubEnv("LOG_LEVEL", "silent");
  // Imported here, for their database is the one that the settings name when they are loaded.
  ({ db, closeDatabase } = await import("@/lib/server/db/client"));
  ({ verifyAccessToken } = await import("../tokens/access-token"));
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

/** Has SQLite refuse every write, as it does on a read-only disk. */
async function setReadOnly(state: "ON" | "OFF"): Promise<void> {
  await (state === "ON" ? db.$executeRaw`PRAGMA query_only = ON` : db.$executeRaw`PRAGMA query_only = OFF`);
}

async function logIn({ passwordHash = HASH, isOffline = true } = {}) {
  const grant = await service.beginSession({ userId, passwordHash, isOffline });
  if (grant === null) throw new Error("No session was begun");
  const claims = await verifyAccessToken(grant.accessToken);
  const find = () => service.findCurrentUser(claims);
  const requireUser = async () => {
    const user = await find();
    if (user === null) throw new Error("The session is over");
    return user;
  };
  return { ...grant, claims, find, requireUser };
}

it("a session that cannot be stored opens what others do, and has no refresh token", async () => {
  const { refreshToken, find } = await logIn();
  expect(refreshToken).toBeUndefined();
  expect(await find()).toMatchObject({ id: userId, email: "ada@example.com", sessionId: ANY_ID });
  expect(await db.session.count()).toBe(0);
  await setReadOnly("OFF");
  expect(await find()).toMatchObject({ id: userId });
});

it("it is no one else's", async () => {
  const { claims } = await logIn();
  await setReadOnly("OFF");
  const bob = { username: "Bob", usernameKey: "bob", email: "bob@example.com", passwordHash: HASH };
  const { id } = await db.user.create({ data: bob });
  expect(await service.findCurrentUser({ ...claims, userId: id })).toBeNull();
});

it("it lasts as long as its access token", async () => {
  const { find } = await logIn();
  vi.useFakeTimers({ now: Date.now() + 1_790_000, toFake: ["Date"] });
  expect(await find()).not.toBeNull();
  vi.setSystemTime(Date.now() + 10_000);
  expect(await find()).toBeNull();
});

it("where there is room, a session is stored and not kept", async () => {
  await setReadOnly("OFF");
  const { refreshToken, claims } = await logIn();
  expect(refreshToken?.value).toMatch(/^[\w-]{64}$/);
  expect(memory.recallSession(claims.sid, userId, new Date())).toBeUndefined();
});

it("with a hash that was replaced meanwhile, no session begins", async () => {
  await setReadOnly("OFF");
  await db.user.update({ where: { id: userId }, data: { passwordHash: "another hash" } });
  expect(await service.beginSession({ userId, passwordHash: HASH, isOffline: true })).toBeNull();
  expect(await db.session.count()).toBe(0);
});

it("another fault of the database is no reason to keep one", async () => {
  await setReadOnly("OFF");
  await db.$executeRaw`ALTER TABLE sessions RENAME TO others`;
  await expect(logIn()).rejects.toThrow();
  await db.$executeRaw`ALTER TABLE others RENAME TO sessions`;
  expect(memory.recallSessions(userId, new Date())).toEqual([]);
});

it("it is listed with those in the database, and which is this one", async () => {
  await setReadOnly("OFF");
  const stored = await (await logIn()).requireUser();
  await setReadOnly("ON");
  const kept = await (await logIn()).requireUser();
  const sessions = await service.listSessions(kept);
  expect(sessions.map(({ id, current }) => [id, current])).toEqual([
    [kept.sessionId, true],
    [stored.sessionId, false],
  ]);
  expect(kept.sessionId, "no id of the database's").toBeGreaterThanOrEqual(2 ** 30);
});

it("it ends by a log-out, even while nothing can be written", async () => {
  const [ended, other] = [await logIn(), await logIn()];
  await refreshService.revokeToken(ended.accessToken);
  expect(await ended.find()).toBeNull();
  expect(await other.find()).not.toBeNull();
});

it("it ends from another session, alone or with all others, and not by anyone else", async () => {
  const [one, two, three] = [await logIn(), await logIn(), await logIn()];
  const user = await three.requireUser();
  const { sessionId } = await one.requireUser();
  await expect(service.endSession({ ...user, id: userId + 1 }, sessionId)).rejects.toThrow();
  expect(await one.find()).not.toBeNull();
  await service.endSession(user, sessionId);
  expect(await one.find()).toBeNull();
  await setReadOnly("OFF");
  await service.endOtherSessions(user);
  expect(await two.find()).toBeNull();
  expect(await three.find()).not.toBeNull();
});

it("it ends when the password is changed, or the account deleted", async () => {
  const { find } = await logIn();
  await setReadOnly("OFF");
  await db.user.update({ where: { id: userId }, data: { passwordHash: "another hash" } });
  expect(await find()).toBeNull();
  await db.user.update({ where: { id: userId }, data: { passwordHash: HASH } });
  expect(await find()).not.toBeNull();
  await db.user.delete({ where: { id: userId } });
  expect(await find()).toBeNull();
});

it("there are ten thousand at most: the oldest goes", async () => {
  const { claims } = await logIn();
  const first = memory.recallSession(claims.sid, userId, new Date());
  if (first === undefined) throw new Error("The session is not kept");
  for (let count = 0; count < 10_000; count += 1) memory.rememberSession({ ...first, sid: `copy ${count}` });
  const kept = memory.recallSessions(userId, new Date());
  expect(kept).toHaveLength(10_000);
  expect(kept.map(({ sid }) => sid)).not.toContain(claims.sid);
});
