import "server-only";
import { db } from "../db/client";
import { FOR_NO_KEY_UPDATE, FOR_UPDATE, FOR_UPDATE_SKIP_LOCKED, MAY_USE_MEMORY } from "../db/dialect";
import { execute, executeAll, queryRows } from "../db/statements";
import { Prisma, type Session, type User } from "../generated/sqlite/client";

/** A session as the database stores it. */
export type SessionRow = Session;

/** A session to insert. */
export interface NewSession extends Omit<
  SessionRow,
  "id" | "lastUsedAt" | "previousTokenHash" | "rotatedAt"
> {
  /** The hash that the password was verified against. */
  passwordHash: string;
}

/** The columns of the user that an authenticated request needs. */
export interface SessionUserRow extends Pick<
  User,
  "id" | "username" | "imageFile" | "email" | "emailVerifiedAt"
> {
  /** The address that replaces the email once it is confirmed. */
  pendingEmail: string | null;
}

/** A session that has not expired, with its user. */
export interface LiveSession {
  id: number;
  user: SessionUserRow;
  lastUsedAt: Date;
}

/** A refresh token that replaces another. */
export interface Rotation {
  sessionId: number;
  oldHash: string;
  newHash: string;
  now: Date;
  expiresAt: Date;
}

/** Whether sessions may be kept in memory while the database cannot be written. */
export const mayKeepInMemory = MAY_USE_MEMORY;

/** The token that confirms a new email. */
const PENDING = { kind: "change-email" };

/** The largest number of sessions that one login ends. Only an account that already has far more needs several logins. */
const ENDED_AT_ONCE = 200;

/**
 * Inserts a session and ends the user's oldest sessions beyond `maxPerUser`, expired ones first. The lock on the user makes
 * simultaneous logins and changes of the password wait for each other.
 *
 * @returns how many sessions ended, or null if nothing was inserted because the password was changed or the account deleted
 *   since the password was verified
 */
export async function insertSession(session: NewSession, maxPerUser: number): Promise<number | null> {
  const { sid, userId, device, address, createdAt, expiresAt, familyHash, tokenHash } = session;
  const [inserted = 0, ended = 0] = await executeAll([
    Prisma.sql`
      INSERT INTO sessions (sid, user_id, device, address, created_at, last_used_at, expires_at, family_hash, token_hash)
      SELECT ${sid}, id, ${device}, ${address}, ${createdAt}, ${createdAt}, ${expiresAt}, ${familyHash}, ${tokenHash}
      FROM users WHERE id = ${userId} AND password_hash = ${session.passwordHash}
      ${FOR_NO_KEY_UPDATE}`,
    Prisma.sql`
      DELETE FROM sessions WHERE id IN (
        SELECT id FROM sessions WHERE user_id = ${userId}
        ORDER BY expires_at > ${createdAt} DESC, id DESC LIMIT ${ENDED_AT_ONCE} OFFSET ${maxPerUser})`,
  ]);
  return inserted > 0 ? ended : null;
}

/** Returns a session that has not expired together with its user, or undefined. */
export async function findLiveSession(
  sid: string,
  userId: number,
  now: Date,
): Promise<LiveSession | undefined> {
  const [row] = await queryRows<LiveSessionColumns>(Prisma.sql`
    SELECT sessions.id, username, image_file, users.email, email_verified_at, account_tokens.email AS pending_email, last_used_at
    FROM sessions JOIN users ON users.id = sessions.user_id
    LEFT JOIN account_tokens
      ON account_tokens.user_id = users.id AND kind = ${PENDING.kind} AND account_tokens.expires_at > ${now}
    WHERE sid = ${sid} AND sessions.user_id = ${userId} AND sessions.expires_at > ${now}`);
  if (row === undefined) return undefined;
  const { id, username, email, last_used_at: lastUsedAt } = row;
  const { image_file: imageFile, email_verified_at: emailVerifiedAt, pending_email: pendingEmail } = row;
  return { id, user: { id: userId, username, imageFile, email, emailVerifiedAt, pendingEmail }, lastUsedAt };
}

interface LiveSessionColumns {
  id: number;
  username: string;
  image_file: string | null;
  email: string;
  email_verified_at: Date | null;
  pending_email: string | null;
  last_used_at: Date;
}

/** Returns a user if their password still has this hash. */
export async function findUserWithHash(
  id: number,
  passwordHash: string,
  now: Date,
): Promise<SessionUserRow | null> {
  const user = await db.user.findUnique({
    where: { id, passwordHash },
    include: { tokens: { where: { ...PENDING, expiresAt: { gt: now } }, select: { email: true } } },
  });
  return user && { ...user, pendingEmail: user.tokens[0]?.email ?? null };
}

export async function findSessionByFamily(familyHash: string): Promise<SessionRow | null> {
  return db.session.findUnique({ where: { familyHash } });
}

/** Returns up to `limit` sessions of a user that have not expired, the last used first. */
export async function findLiveSessions(userId: number, now: Date, limit: number): Promise<SessionRow[]> {
  return db.session.findMany({
    where: { userId, expiresAt: { gt: now } },
    orderBy: [{ lastUsedAt: "desc" }, { createdAt: "desc" }],
    take: limit,
  });
}

/** Replaces a refresh token if it is still the current one. Returns whether it was. */
export async function rotateToken({
  sessionId,
  oldHash,
  newHash,
  now,
  expiresAt,
}: Rotation): Promise<boolean> {
  const { count } = await db.session.updateMany({
    where: { id: sessionId, tokenHash: oldHash },
    data: { tokenHash: newHash, previousTokenHash: oldHash, rotatedAt: now, lastUsedAt: now, expiresAt },
  });
  return count > 0;
}

/** Stores when a session was last used. After a power cut, the previous value may return. */
export async function touchSession(id: number, now: Date): Promise<void> {
  await execute(Prisma.sql`UPDATE sessions SET last_used_at = ${now} WHERE id = ${id}`, {
    durability: "relaxed",
  });
}

/** Deletes a session and returns its id, or undefined if there was none. */
export async function deleteSession(sid: string): Promise<number | undefined> {
  const rows = await queryRows<{ id: number }>(
    Prisma.sql`DELETE FROM sessions WHERE sid = ${sid} RETURNING id`,
  );
  return rows[0]?.id;
}

/** Deletes a session of a user and returns whether there was one. */
export async function deleteSessionOf(userId: number, id: number): Promise<boolean> {
  const { count } = await db.session.deleteMany({ where: { id, userId } });
  return count > 0;
}

/** Deletes up to `limit` sessions of a user other than `keptId` and returns how many there were. */
export async function deleteOtherSessions(userId: number, keptId: number, limit: number): Promise<number> {
  const others = Prisma.sql`
    SELECT id FROM sessions WHERE user_id = ${userId} AND id <> ${keptId} ORDER BY id LIMIT ${limit} ${FOR_UPDATE}`;
  return execute(Prisma.sql`DELETE FROM sessions WHERE id IN (${others})`);
}

/** Deletes up to `limit` expired sessions: few at a time, because SQLite blocks the process meanwhile. */
export async function sweepSessions(limit: number, now: Date): Promise<number> {
  const expired = Prisma.sql`
    SELECT id FROM sessions WHERE expires_at <= ${now} ORDER BY expires_at LIMIT ${limit} ${FOR_UPDATE_SKIP_LOCKED}`;
  return execute(Prisma.sql`DELETE FROM sessions WHERE id IN (${expired})`, { durability: "relaxed" });
}
