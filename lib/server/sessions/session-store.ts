import "server-only";
import { db } from "../db/client";
import { execute, queryRows } from "../db/statements";
import { Prisma, type Session, type User } from "../generated/prisma/client";

/** A session as the database gives it. */
export type SessionRow = Session;

/** A session to begin; its log-in has just looked at the password whose hash this is. */
export interface NewSession extends Omit<
  SessionRow,
  "id" | "lastUsedAt" | "previousTokenHash" | "rotatedAt"
> {
  passwordHash: string;
}

/** Whom a living session belongs to, and when it was last used. */
export interface LiveSessionRow {
  id: number;
  user: Pick<User, "id" | "username" | "imageFile" | "email">;
  lastUsedAt: Date;
}

/** A refresh token that takes another's place. */
export interface Rotation {
  sessionId: number;
  oldHash: string;
  newHash: string;
  now: Date;
  expiresAt: Date;
}

/**
 * Begins a session, unless the password was changed or the account deleted since the log-in looked at it; says whether it
 * did.
 */
export async function insertSession(session: NewSession): Promise<boolean> {
  const { sid, userId, device, address, createdAt, expiresAt, familyHash, tokenHash } = session;
  const count = await db.$executeRaw`
    INSERT INTO sessions (sid, user_id, device, address, created_at, last_used_at, expires_at, family_hash, token_hash)
    SELECT ${sid}, id, ${device}, ${address}, ${createdAt}, ${createdAt}, ${expiresAt}, ${familyHash}, ${tokenHash}
    FROM users WHERE id = ${userId} AND password_hash = ${session.passwordHash}`;
  return count > 0;
}

/** Gives a session that has not expired together with its user, in one statement. */
export async function findLiveSession(
  sid: string,
  userId: number,
  now: Date,
): Promise<LiveSessionRow | null> {
  const [row] = await queryRows<LiveSessionColumns>(Prisma.sql`
    SELECT sessions.id, username, image_file, email, last_used_at
    FROM sessions JOIN users ON users.id = user_id
    WHERE sid = ${sid} AND user_id = ${userId} AND expires_at > ${now}`);
  if (row === undefined) return null;
  const { id, username, image_file: imageFile, email, last_used_at: lastUsedAt } = row;
  return { id, user: { id: userId, username, imageFile, email }, lastUsedAt };
}

interface LiveSessionColumns {
  id: number;
  username: string;
  image_file: string | null;
  email: string;
  last_used_at: Date;
}

/** Gives a user if the hash is still that of their password: whom a session belongs to that is not in the database. */
export async function findUserOfHash(
  id: number,
  passwordHash: string,
): Promise<LiveSessionRow["user"] | null> {
  return db.user.findUnique({ where: { id, passwordHash } });
}

export async function findSessionByFamily(familyHash: string): Promise<SessionRow | null> {
  return db.session.findUnique({ where: { familyHash } });
}

/** Gives up to `count` sessions of a user that have not expired, the last used first. */
export async function findLiveSessions(userId: number, now: Date, count: number): Promise<SessionRow[]> {
  return db.session.findMany({
    where: { userId, expiresAt: { gt: now } },
    orderBy: [{ lastUsedAt: "desc" }, { createdAt: "desc" }],
    take: count,
  });
}

/** Puts a refresh token in the place of another, if that one still counts; says whether it did. */
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

/** Stores when a session was last used. After a power cut the previous minute's value may come back. */
export async function touchSession(id: number, now: Date): Promise<void> {
  await execute(Prisma.sql`UPDATE sessions SET last_used_at = ${now} WHERE id = ${id}`, {
    durability: "relaxed",
  });
}

/** Ends a session; gives its id, or undefined where there was none. */
export async function deleteSession(sid: string): Promise<number | undefined> {
  const rows = await db.$queryRaw<{ id: number }[]>`DELETE FROM sessions WHERE sid = ${sid} RETURNING id`;
  return rows[0]?.id;
}

/** Ends a session of a user; says whether there was one. */
export async function deleteSessionOf(userId: number, id: number): Promise<boolean> {
  const { count } = await db.session.deleteMany({ where: { id, userId } });
  return count > 0;
}

/** Ends all sessions of a user but one; says how many there were. */
export async function deleteOtherSessions(userId: number, keptId: number): Promise<number> {
  const { count } = await db.session.deleteMany({ where: { userId, id: { not: keptId } } });
  return count;
}

/** Deletes up to `count` expired sessions: few at a time, because SQLite blocks the process meanwhile. */
export async function sweepSessions(count: number, now: Date): Promise<number> {
  const expired = Prisma.sql`SELECT id FROM sessions WHERE expires_at <= ${now} ORDER BY expires_at LIMIT ${count}`;
  return execute(Prisma.sql`DELETE FROM sessions WHERE id IN (${expired})`, { durability: "relaxed" });
}
