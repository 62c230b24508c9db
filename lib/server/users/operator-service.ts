import "server-only";
import type { Session } from "@/lib/schemas/session";
import { currentTime } from "../clock";
import { AppError } from "../errors";
import { logEvent } from "../log/log";
import { hashPassword } from "../passwords/password";
import { rejectCommonPassword } from "../passwords/reject-common-password";
import { endAllSessions, findSessions } from "../sessions/all-sessions";
import { toSession } from "../sessions/session-view";
import { findAccount, findAccounts, hasTables, resetPasswordHash, type AccountRow } from "./operator-store";
import { deleteUser } from "./user-store";

// Administers accounts for the operator's command line. Nothing here authenticates the caller.

/** A user as the operator sees it. */
export interface Account {
  id: number;
  username: string;
  email: string;
  created_at: string;
  posts: number;
  sessions: number;
}

const PAGE_SIZE = 500;
/** Marks the acts of the operator in the security log. */
const BY_OPERATOR = { by: "operator" };

/** @throws {Error} if the database is empty or of another version */
export async function requireTables(): Promise<void> {
  if (!(await hasTables())) throw new Error("The database has no accounts yet. Run: npm run db:migrate");
}

/** Returns all users by ascending id. */
export async function* listAccounts(): AsyncGenerator<Account> {
  let afterId = 0;
  for (;;) {
    const rows = await findAccounts(afterId, PAGE_SIZE, currentTime());
    yield* rows.map(toAccount);
    const last = rows.at(-1);
    if (last === undefined) return;
    afterId = last.id;
  }
}

/**
 * Returns a user by email, in any case.
 *
 * @throws {AppError} `user-not-found`
 */
export async function requireAccount(email: string): Promise<Account> {
  // Not the field's own rules: accounts of earlier versions may have emails that these reject.
  const account = await findAccount(email.trim().toLowerCase(), currentTime());
  if (account === null) throw new AppError("user-not-found");
  return toAccount(account);
}

/** Returns the live sessions of a user. */
export async function listSessionsOf({ id }: Account): Promise<Omit<Session, "current">[]> {
  return (await findSessions(id)).map((row) => {
    const { id, device, address, created_at, last_used_at } = toSession(row, 0);
    return { id, device, address, created_at, last_used_at };
  });
}

/**
 * Sets a new password and ends all sessions of a user. Returns how many there were.
 *
 * @throws {AppError} `validation-error` for a common password
 */
export async function resetPassword(account: Account, password: string): Promise<number> {
  await rejectCommonPassword(password, account);
  const ended = await resetPasswordHash(account.id, await hashPassword(password));
  logEvent("authn_password_change", { user_id: account.id, sessions: ended, ...BY_OPERATOR });
  return ended;
}

/** Ends all sessions of a user and returns how many there were. */
export async function logOutAccount({ id }: Account): Promise<number> {
  const ended = await endAllSessions(id);
  logEvent("authn_token_revoked", { user_id: id, sessions: ended, ...BY_OPERATOR });
  return ended;
}

/** Deletes a user with all posts and sessions. */
export async function deleteAccount({ id }: Account): Promise<void> {
  if (await deleteUser(id, { notice: undefined, now: currentTime() }))
    logEvent("user_deleted", { user_id: id, ...BY_OPERATOR });
}

function toAccount({ createdAt, ...row }: AccountRow): Account {
  const { id, username, email, posts, sessions } = row;
  return { id, username, email, created_at: createdAt.toISOString(), posts, sessions };
}
