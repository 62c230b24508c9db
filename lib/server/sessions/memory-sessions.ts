import "server-only";
import { randomInt } from "node:crypto";
import { globalSingleton } from "../global-singleton";
import type { NewSession, SessionRow } from "./session-store";

/** The largest number of sessions that this process keeps. Beyond it, the oldest ends. */
const MAX_SESSIONS = 10_000;
/** The smallest id. The ids of the database count up from 1 and never get this far. */
const FIRST_ID = 2 ** 30;
/** Columns that an in-memory session leaves null. */
const NO_REFRESH_TOKEN = { familyHash: null, tokenHash: null, previousTokenHash: null, rotatedAt: null };

/**
 * A session that could not be stored because the database cannot be written (docs/decisions/0015). It ends with its only
 * access token, with the process, or when its user's password changes.
 */
export type MemorySession = SessionRow & Pick<NewSession, "passwordHash">;

/** The sessions by `sid`, in the order in which they began, which is the order in which they expire. */
const sessions = globalSingleton("memory-sessions", () => new Map<string, MemorySession>());

/** Keeps a session in memory until `expiresAt`. Ends the user's oldest session beyond `maxPerUser`. */
export function rememberSession(session: NewSession, expiresAt: Date, maxPerUser: number): void {
  const now = session.createdAt;
  for (const [sid, kept] of sessions) {
    if (kept.expiresAt > now && sessions.size < MAX_SESSIONS) break;
    sessions.delete(sid);
  }
  const oldest = recallSessions(session.userId, now)[maxPerUser - 1];
  if (oldest !== undefined) sessions.delete(oldest.sid);
  const id = randomInt(FIRST_ID, 2 * FIRST_ID);
  sessions.set(session.sid, { ...session, ...NO_REFRESH_TOKEN, id, lastUsedAt: now, expiresAt });
}

/** Returns a session of a user that has not expired, and updates when it was last used. */
export function recallSession(sid: string, userId: number, now: Date): MemorySession | undefined {
  const session = sessions.get(sid);
  if (session?.userId !== userId || session.expiresAt <= now) return undefined;
  session.lastUsedAt = now;
  return session;
}

/** Returns the sessions of a user that have not expired, the newest first. */
export function recallSessions(userId: number, now: Date): MemorySession[] {
  return [...sessions.values()]
    .filter((session) => session.userId === userId && session.expiresAt > now)
    .reverse();
}

/** Ends a session and returns its id, or undefined if there was none. */
export function forgetSession(sid: string): number | undefined {
  const session = sessions.get(sid);
  sessions.delete(sid);
  return session?.id;
}

/** Ends a session of a user and returns whether there was one. */
export function forgetSessionOf(userId: number, id: number): boolean {
  return forgetWhere((session) => session.userId === userId && session.id === id) > 0;
}

/** Ends all sessions of a user but one and returns how many there were. */
export function forgetOtherSessions(userId: number, keptId: number): number {
  return forgetWhere((session) => session.userId === userId && session.id !== keptId);
}

function forgetWhere(matches: (session: MemorySession) => boolean): number {
  const matching = [...sessions.values()].filter(matches);
  for (const { sid } of matching) sessions.delete(sid);
  return matching.length;
}
