import "server-only";
import { FOR_UPDATE_SKIP_LOCKED } from "../db/dialect";
import { execute, queryRows } from "../db/statements";
import { Prisma, type AccountToken, type User } from "../generated/sqlite/client";

/** What a token of a link in a mail is for. A change of the email is confirmed with the token that the new address got. */
export type TokenKind = "reset-password" | "verify-email" | "change-email";

/** A token to store. */
export interface NewToken extends Pick<AccountToken, "email" | "tokenHash" | "expiresAt"> {
  kind: TokenKind;
}

/** A token that has not expired, with its user. */
export interface LiveToken {
  kind: TokenKind;
  /** The address that the link was sent to. */
  email: string;
  user: Pick<User, "id" | "username" | "email">;
}

/** SQL that stores a token of the user that `condition` selects. It replaces the user's earlier token of that kind. */
export function replaceToken(
  { kind, email, tokenHash, expiresAt }: NewToken,
  condition: Prisma.Sql,
): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO account_tokens (user_id, kind, email, token_hash, expires_at)
    SELECT id, ${kind}, ${email}, ${tokenHash}, ${expiresAt} FROM users WHERE ${condition}
    ON CONFLICT (user_id, kind) DO UPDATE SET
      email = excluded.email, token_hash = excluded.token_hash, expires_at = excluded.expires_at`;
}

/**
 * Returns the condition of a token that can be used. The links to an address that is no longer the account's are dead, except
 * those to a new one.
 */
export function isLiveToken(tokenHash: string, now: Date): Prisma.Sql {
  return Prisma.sql`
    account_tokens.token_hash = ${tokenHash} AND account_tokens.expires_at > ${now}
    AND (account_tokens.kind = 'change-email'
      OR account_tokens.email = (SELECT users.email FROM users WHERE users.id = account_tokens.user_id))`;
}

export async function findToken(tokenHash: string, now: Date): Promise<LiveToken | undefined> {
  const [row] = await queryRows<TokenColumns>(Prisma.sql`
    SELECT kind, account_tokens.email, users.id, username, users.email AS current_email
    FROM account_tokens JOIN users ON users.id = user_id WHERE ${isLiveToken(tokenHash, now)}`);
  if (row === undefined) return undefined;
  const { kind, email, id, username, current_email } = row;
  return { kind, email, user: { id, username, email: current_email } };
}

interface TokenColumns {
  kind: TokenKind;
  email: string;
  id: number;
  username: string;
  current_email: string;
}

/** The name of a token that a transaction uses. */
export interface Claim {
  /**
   * SQL that takes the token away from all other transactions. Its count is 1 if this one got it. A simultaneous transaction
   * waits for this statement and then finds no such token: one statement decides, on both databases.
   */
  statement: Prisma.Sql;
  /** SQL that selects the id of the token's user. It selects nothing if this transaction did not get the token. */
  userId: Prisma.Sql;
  /** SQL that selects the address that the link was sent to. */
  email: Prisma.Sql;
}

/** Returns the first statement of a transaction that uses a token. Its other statements are conditional on `userId`. */
export function claimToken(claim: string, condition: Prisma.Sql): Claim {
  return {
    statement: Prisma.sql`UPDATE account_tokens SET token_hash = ${claim} WHERE ${condition}`,
    userId: Prisma.sql`SELECT user_id FROM account_tokens WHERE token_hash = ${claim}`,
    email: Prisma.sql`SELECT email FROM account_tokens WHERE token_hash = ${claim}`,
  };
}

/** Deletes up to `limit` expired tokens and up to `limit` expired reservations of addresses. */
export async function sweepTokens(limit: number, now: Date): Promise<void> {
  const expired = Prisma.sql`WHERE expires_at <= ${now} ORDER BY expires_at LIMIT ${limit} ${FOR_UPDATE_SKIP_LOCKED}`;
  const options = { durability: "relaxed" } as const;
  await execute(
    Prisma.sql`DELETE FROM account_tokens WHERE token_hash IN (SELECT token_hash FROM account_tokens ${expired})`,
    options,
  );
  await execute(
    Prisma.sql`DELETE FROM email_reservations WHERE email IN (SELECT email FROM email_reservations ${expired})`,
    options,
  );
}
