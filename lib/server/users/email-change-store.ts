import "server-only";
import { randomUUID } from "node:crypto";
import { executeAll, execute, queryRows } from "../db/statements";
import { Prisma, type EmailReservation } from "../generated/sqlite/client";
import type { Mail } from "../mail/mail";
import { insertMail } from "../mail/outbox-store";
import { claimToken, isLiveToken, replaceToken, type NewToken } from "./token-store";

/** A change of the email that waits for its confirmation. */
export interface EmailChange {
  userId: number;
  /** For the link to the new address. */
  token: NewToken;
  /** For the link to the old address, which stays reserved for the account as long as the link works. */
  reservation: Pick<EmailReservation, "email" | "tokenHash" | "expiresAt">;
  mails: readonly Mail[];
}

/** Returns the condition that an address is reserved for an account other than that of `userId`. */
export function isReservedForOther(email: Prisma.Sql, userId: Prisma.Sql, now: Date): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT 1 FROM email_reservations AS reserved
    WHERE reserved.email = ${email} AND reserved.user_id <> ${userId} AND reserved.expires_at > ${now})`;
}

export async function isEmailReserved(email: string, userId: number, now: Date): Promise<boolean> {
  const rows = await queryRows(Prisma.sql`
    SELECT 1 AS reserved FROM email_reservations
    WHERE email = ${email} AND user_id <> ${userId} AND expires_at > ${now}`);
  return rows.length > 0;
}

/** Stores a requested change with its two mails. It replaces an earlier one. Returns false if the old address has changed. */
export async function insertEmailChange(
  { userId, token, reservation, mails }: EmailChange,
  now: Date,
): Promise<boolean> {
  const { email, tokenHash, expiresAt } = reservation;
  const isOwn = Prisma.sql`users.id = ${userId} AND users.email = ${email}`;
  const onlyIf = Prisma.sql`EXISTS (SELECT 1 FROM users WHERE ${isOwn})`;
  // The token before the reservation: whoever uses a token locks it before the user, too, so nobody waits in a circle.
  const [stored = 0] = await executeAll([
    replaceToken(token, isOwn),
    Prisma.sql`
      INSERT INTO email_reservations (email, user_id, token_hash, expires_at)
      SELECT email, id, ${tokenHash}, ${expiresAt} FROM users WHERE ${isOwn}
      ON CONFLICT (email) DO UPDATE SET
        user_id = excluded.user_id, token_hash = excluded.token_hash, expires_at = excluded.expires_at`,
    ...mails.map((mail) => insertMail(mail, { now, onlyIf })),
  ]);
  return stored > 0;
}

/** Forgets a requested change. The link to the old address still works. */
export async function deleteEmailChange(userId: number): Promise<void> {
  await execute(Prisma.sql`DELETE FROM account_tokens WHERE user_id = ${userId} AND kind = 'change-email'`);
}

/**
 * Makes the address that a token was sent to that of the account. Returns false if the token is no longer valid, or if the
 * address is reserved for another account.
 *
 * @param notice the mail to the old address, if any
 * @throws {UniqueViolationError} if another account has the address
 */
export async function redeemChangeToken(
  tokenHash: string,
  notice: Mail | undefined,
  now: Date,
): Promise<boolean> {
  const reserved = isReservedForOther(
    Prisma.sql`account_tokens.email`,
    Prisma.sql`account_tokens.user_id`,
    now,
  );
  const { statement, userId, email } = claimToken(
    randomUUID(),
    Prisma.sql`kind = 'change-email' AND ${isLiveToken(tokenHash, now)} AND NOT ${reserved}`,
  );
  const [used = 0] = await executeAll([
    statement,
    ...(notice === undefined ? [] : [insertMail(notice, { now, onlyIf: Prisma.sql`EXISTS (${userId})` })]),
    Prisma.sql`UPDATE users SET email = (${email}), email_verified_at = ${now} WHERE id = (${userId})`,
    Prisma.sql`DELETE FROM account_tokens WHERE user_id = (${userId})`,
  ]);
  return used > 0;
}

/**
 * Restores the address that an undo token was sent to, ends all sessions and all tokens of its user, and replaces the password
 * hash by `lockedHash`. Links that were sent to later addresses can no longer undo anything; those to earlier ones can.
 *
 * @returns the id of the user, or undefined if the token is no longer valid
 * @throws {UniqueViolationError} if another account has the address
 */
export async function redeemUndoToken(
  tokenHash: string,
  lockedHash: string,
  now: Date,
): Promise<number | undefined> {
  const claim = randomUUID();
  const claimed = Prisma.sql`FROM email_reservations WHERE token_hash = ${claim}`;
  const userId = Prisma.sql`SELECT user_id ${claimed}`;
  const [found] = await queryRows<{ user_id: number }>(
    Prisma.sql`SELECT user_id FROM email_reservations WHERE token_hash = ${tokenHash}`,
  );
  const [used = 0] = await executeAll([
    Prisma.sql`
      UPDATE email_reservations SET token_hash = ${claim} WHERE token_hash = ${tokenHash} AND expires_at > ${now}`,
    Prisma.sql`DELETE FROM account_tokens WHERE user_id = (${userId})`,
    Prisma.sql`DELETE FROM sessions WHERE user_id = (${userId})`,
    Prisma.sql`
      UPDATE users SET email = (SELECT email ${claimed}), email_verified_at = ${now}, password_hash = ${lockedHash}
      WHERE id = (${userId})`,
    Prisma.sql`
      DELETE FROM email_reservations WHERE user_id = (${userId}) AND expires_at >= (SELECT expires_at ${claimed})`,
  ]);
  return used > 0 ? found?.user_id : undefined;
}
