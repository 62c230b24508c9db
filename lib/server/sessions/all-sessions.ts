import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";
import { currentTime } from "../clock";
import { StorageError } from "../errors";
import { logEvent, logWarning } from "../log/log";
import {
  forgetOtherSessions,
  forgetSession,
  forgetSessionOf,
  recallSession,
  recallSessions,
  rememberSession,
} from "./memory-sessions";
import {
  deleteOtherSessions,
  deleteSession,
  deleteSessionOf,
  findLiveSession,
  findLiveSessions,
  findUserWithHash,
  insertSession,
  mayKeepInMemory,
  type LiveSession,
  type NewSession,
  type SessionRow,
} from "./session-store";

const MAX_SESSIONS_PER_USER = 100;
/** The largest number of rows that one statement deletes, because SQLite blocks the process meanwhile. */
const BATCH_SIZE = 200;

/**
 * Adds a session, and ends the user's oldest one beyond a hundred. While a SQLite database cannot be written, the
 * session is kept in memory until `memoryExpiresAt`.
 *
 * @returns where the session is, or null if the password was changed or the account deleted since the password was verified
 */
export async function addSession(
  session: NewSession,
  memoryExpiresAt: Date,
): Promise<"database" | "memory" | null> {
  try {
    const ended = await insertSession(session, MAX_SESSIONS_PER_USER);
    if (ended === null) return null;
    if (ended > 0)
      logEvent("authn_token_revoked", { user_id: session.userId, sessions: ended, reason: "too many" });
    return "database";
  } catch (error) {
    if (!(error instanceof StorageError) || !mayKeepInMemory) throw error;
    logWarning("Keeping a session in memory because it cannot be stored", { cause: error });
    rememberSession(session, memoryExpiresAt, MAX_SESSIONS_PER_USER);
    return "memory";
  }
}

/** Returns a session that has not expired together with its user, or undefined. */
export async function findSession(sid: string, userId: number, now: Date): Promise<LiveSession | undefined> {
  const stored = await findLiveSession(sid, userId, now);
  if (stored !== undefined) return stored;
  const session = recallSession(sid, userId, now);
  const user = session && (await findUserWithHash(userId, session.passwordHash, now));
  return user ? { id: session.id, user, lastUsedAt: now } : undefined;
}

/** Returns the sessions of a user that have not expired: those in memory first, then the last used. */
export async function findSessions(userId: number): Promise<SessionRow[]> {
  const now = currentTime();
  const stored = await findLiveSessions(userId, now, MAX_SESSIONS_PER_USER);
  return [...recallSessions(userId, now), ...stored];
}

/** Ends a session by its `sid` and returns its id, or undefined if there was none. */
export async function endSessionBySid(sid: string): Promise<number | undefined> {
  return forgetSession(sid) ?? (await deleteSession(sid));
}

/** Ends a session of a user and returns whether there was one. */
export async function endSessionOf(userId: number, id: number): Promise<boolean> {
  return forgetSessionOf(userId, id) || (await deleteSessionOf(userId, id));
}

/** Ends all sessions of a user and returns how many there were. */
export async function endAllSessions(userId: number): Promise<number> {
  return endSessionsExcept(userId, 0); // No session has the id 0.
}

/** Ends all sessions of a user but `keptId` and returns how many there were. */
export async function endSessionsExcept(userId: number, keptId: number): Promise<number> {
  let count = forgetOtherSessions(userId, keptId);
  for (;;) {
    const deleted = await deleteOtherSessions(userId, keptId, BATCH_SIZE);
    count += deleted;
    if (deleted < BATCH_SIZE) return count;
    await nextTurn();
  }
}
