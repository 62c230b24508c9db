import "server-only";
import { db } from "../db/client";
import { TABLE_NAMES } from "../db/dialect";
import { executeAll, queryRows } from "../db/statements";
import { Prisma, type User } from "../generated/sqlite/client";

/** A user as the operator sees it. */
export interface AccountRow extends Pick<User, "id" | "username" | "email" | "createdAt"> {
  posts: number;
  /** Sessions that have not expired. */
  sessions: number;
}

const selection = (now: Date) =>
  ({
    id: true,
    username: true,
    email: true,
    createdAt: true,
    _count: { select: { posts: true, sessions: { where: { expiresAt: { gt: now } } } } },
  }) as const;

/** Returns up to `limit` users by ascending id, those after `afterId`. */
export async function findAccounts(afterId: number, limit: number, now: Date): Promise<AccountRow[]> {
  const rows = await db.user.findMany({
    where: { id: { gt: afterId } },
    orderBy: { id: "asc" },
    take: limit,
    select: selection(now),
  });
  return rows.map(({ _count, ...row }) => ({ ...row, ..._count }));
}

export async function findAccount(email: string, now: Date): Promise<AccountRow | null> {
  const row = await db.user.findUnique({ where: { email }, select: selection(now) });
  if (row === null) return null;
  const { _count, ...account } = row;
  return { ...account, ..._count };
}

/** Sets the password hash of a user, deletes all their tokens, and ends all their sessions. Returns how many there were. */
export async function resetPasswordHash(userId: number, passwordHash: string): Promise<number> {
  const [, ended = 0] = await executeAll([
    Prisma.sql`UPDATE users SET password_hash = ${passwordHash} WHERE id = ${userId}`,
    Prisma.sql`DELETE FROM sessions WHERE user_id = ${userId}`,
    Prisma.sql`DELETE FROM account_tokens WHERE user_id = ${userId}`,
  ]);
  return ended;
}

/** Returns whether the database has the tables of this version. */
export async function hasTables(): Promise<boolean> {
  const rows = await queryRows(
    Prisma.sql`SELECT name FROM (${TABLE_NAMES}) AS tables WHERE name IN ('users', 'posts', 'sessions')`,
  );
  return rows.length === 3;
}
