import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { connectOther, createBlog, untilBlocked } from "@/tests/support/postgres-blog";
import type * as Client from "../db/client";
import type * as Pool from "../db/postgres-pool";
import type * as AllSessions from "./all-sessions";
import type * as SessionStore from "./session-store";
import type * as UserStore from "../users/user-store";

const HASH = "the hash of a password";
const NOW = new Date("2026-11-28T12:00:00Z");
const HOUR_MS = 60 * 60 * 1000;

let url: string;
let client: typeof Client;
let allSessions: typeof AllSessions;
let getPool: typeof Pool.getPool;
let sessionStore: typeof SessionStore;
let userStore: typeof UserStore;
let userId: number;

beforeAll(async () => {
  url = await createBlog();
  vi.stubEnv("DATABASE_URL", url);
  vi.stubEnv("LOG_LEVEL", "silent");
  client = await import("../db/client");
  allSessions = await import("./all-sessions");
  ({ getPool } = await import("../db/postgres-pool"));
  sessionStore = await import("./session-store");
  userStore = await import("../users/user-store");
});
beforeEach(async () => {
  await client.db.user.deleteMany();
  const user = { username: "Ada", usernameKey: "ada", email: "ada@example.com", passwordHash: HASH };
  userId = (await client.db.user.create({ data: user })).id;
});
afterAll(() => client.closeDatabase());

const newSession = () => ({
  sid: randomUUID(),
  userId,
  device: "curl",
  address: "192.0.2.7",
  createdAt: NOW,
  expiresAt: new Date(NOW.getTime() + HOUR_MS),
  familyHash: null,
  tokenHash: null,
});
const add = () => allSessions.addSession({ ...newSession(), passwordHash: HASH }, NOW);
const countSessions = () => client.db.session.count({ where: { userId } });

it("begins no session with the old password while it is being changed", async () => {
  const other = await connectOther(url);
  await other.query("BEGIN");
  await other.query("UPDATE users SET password_hash = 'new' WHERE id = $1", [userId]);
  const adding = add();
  // A login that did not wait would have inserted its session by now, unseen by the change.
  await Promise.race([adding, untilBlocked(other)]);
  await other.query("DELETE FROM sessions WHERE user_id = $1", [userId]);
  await other.query("COMMIT");
  expect(await adding).toBeNull();
  expect(await countSessions()).toBe(0);
});

it("ends a session that begins just before its password is changed", async () => {
  const other = await connectOther(url);
  await other.query("BEGIN");
  await other.query("SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE", [userId]);
  const changing = userStore.changePasswordHash(userId, HASH, "new", 0, { notice: undefined, now: NOW });
  await untilBlocked(other);
  await other.query(
    `INSERT INTO sessions (sid, user_id, device, address, created_at, last_used_at, expires_at)
     VALUES ('a', $1, '', '', now(), now(), now())`,
    [userId],
  );
  await other.query("COMMIT");
  expect(await changing).toBe(true);
  expect(await countSessions()).toBe(0);
});

it("begins no session of an account that is being deleted", async () => {
  const other = await connectOther(url);
  await other.query("BEGIN");
  await other.query("DELETE FROM users WHERE id = $1", [userId]);
  const adding = add();
  await untilBlocked(other);
  await other.query("COMMIT");
  expect(await adding).toBeNull();
});

it("keeps a hundred sessions however many logins come at once", async () => {
  await client.db.session.createMany({
    data: Array.from({ length: 95 }, () => ({ ...newSession(), lastUsedAt: NOW })),
  });
  await Promise.all(Array.from({ length: 40 }, add));
  expect(await countSessions()).toBe(100);
});

it("does not make a login wait for a post that its user is publishing", async () => {
  const other = await connectOther(url);
  await other.query("BEGIN");
  await other.query("INSERT INTO posts (title, content, user_id) VALUES ('', '', $1)", [userId]);
  expect(await add()).toBe("database");
});

it("replaces a refresh token once, however many requests use it at once", async () => {
  await sessionStore.insertSession({ ...newSession(), tokenHash: "first", passwordHash: HASH }, 100);
  const [session] = await client.db.session.findMany({ where: { userId } });
  const rotation = { sessionId: Number(session?.id), oldHash: "first", now: NOW, expiresAt: NOW };
  const rotations = await Promise.all(
    ["a", "b", "c", "d", "e"].map((newHash) => sessionStore.rotateToken({ ...rotation, newHash })),
  );
  expect(rotations.filter(Boolean)).toHaveLength(1);
});

it("keeps no session in memory while the database is read-only", async () => {
  const other = await connectOther(url);
  const database = new URL(url).pathname.slice(1);
  await other.query(`ALTER DATABASE ${database} SET default_transaction_read_only TO on`);
  await reconnect();
  await expect(add()).rejects.toMatchObject({ name: "StorageError" });
  await other.query(`ALTER DATABASE ${database} RESET default_transaction_read_only`);
  await reconnect();
  expect(await add()).toBe("database");
});

/** Ends the connections of the pool, so that new ones have the current settings of the database. */
async function reconnect(): Promise<void> {
  const other = await connectOther(url);
  await other.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'inkwell'`,
  );
  await vi.waitFor(() => expect(getPool().totalCount).toBe(0));
}
