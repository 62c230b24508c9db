import "server-only";
import { randomUUID } from "node:crypto";
import { db } from "../db/client";
import { LAST_OUTBOX_ID } from "../db/dialect";
import { executeAll } from "../db/statements";
import { Prisma, type User } from "../generated/sqlite/client";
import type { Mail } from "../mail/mail";
import { insertMail } from "../mail/outbox-store";
import { claimToken, isLiveToken, replaceToken, type NewToken } from "./token-store";

/** The columns of a user that a mail needs. */
export type MailUserRow = Pick<User, "id" | "username" | "email">;

export async function findUserByEmail(email: string): Promise<MailUserRow | null> {
  return db.user.findUnique({ where: { email }, select: { id: true, username: true, email: true } });
}

/**
 * Stores a token of a user together with its mail. Stores nothing if there is no such user with this address, but writes as much:
 * the mail is inserted and deleted, so that the time does not tell whether there is an account.
 */
export async function insertTokenMail(userId: number, token: NewToken, mail: Mail, now: Date): Promise<void> {
  const isOwn = Prisma.sql`users.id = ${userId} AND users.email = ${token.email}`;
  await executeAll([
    replaceToken(token, isOwn),
    insertMail(mail, { now }),
    Prisma.sql`DELETE FROM outbox WHERE id = ${LAST_OUTBOX_ID} AND NOT EXISTS (SELECT 1 FROM users WHERE ${isOwn})`,
  ]);
}

/**
 * Sets a new password with a token, verifies the address that the token was sent to, and ends all sessions and all other tokens
 * of its user. Returns whether the token was still valid.
 *
 * @param notice the mail that says so, if any
 */
export async function redeemResetToken(
  tokenHash: string,
  passwordHash: string,
  notice: Mail | undefined,
  now: Date,
): Promise<boolean> {
  const { statement, userId } = claimToken(
    randomUUID(),
    Prisma.sql`kind = 'reset-password' AND ${isLiveToken(tokenHash, now)}`,
  );
  const [used = 0] = await executeAll([
    statement,
    Prisma.sql`DELETE FROM sessions WHERE user_id = (${userId})`,
    ...(notice === undefined ? [] : [insertMail(notice, { now, onlyIf: Prisma.sql`EXISTS (${userId})` })]),
    Prisma.sql`
      UPDATE users SET password_hash = ${passwordHash}, email_verified_at = COALESCE(email_verified_at, ${now})
      WHERE id = (${userId})`,
    Prisma.sql`DELETE FROM account_tokens WHERE user_id = (${userId})`,
  ]);
  return used > 0;
}

/** Verifies the address that a token was sent to. Returns whether the token was still valid. */
export async function redeemVerificationToken(tokenHash: string, now: Date): Promise<boolean> {
  const { statement, userId } = claimToken(
    randomUUID(),
    Prisma.sql`kind = 'verify-email' AND ${isLiveToken(tokenHash, now)}`,
  );
  const [used = 0] = await executeAll([
    statement,
    Prisma.sql`UPDATE users SET email_verified_at = COALESCE(email_verified_at, ${now}) WHERE id = (${userId})`,
    Prisma.sql`DELETE FROM account_tokens WHERE kind = 'verify-email' AND user_id = (${userId})`,
  ]);
  return used > 0;
}
