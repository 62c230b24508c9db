import "server-only";
import { randomInt } from "node:crypto";
import { globalSingleton } from "../global-singleton";
import type { NewSession, SessionRow } from "./session-store";

/** More log-ins than a site has in the time for which they last; past it the oldest goes. */
const MAX_SESSIONS = 10_000;
/** Where their ids begin. Those of the database count up from 1, and stay below as long as anyone will see. */
const FIRST_ID = 2 ** 30;

/**
 * A session that could not be stored, for the disk is full or the file read-only (docs/decisions/0015). It ends with its only
 * access token, with the process, and when the hash is no longer its user's.
 */
export type MemorySession = SessionRow & Pick<NewSession, "passwordHash">;

/** By `sid`, in the order in which they began, which is the order in which they expire. */
const sessions = globalSingleton("memory-sessions", () => new Map<string, MemorySession>());

/** Keeps a session in this process's memory. */
export function rememberSession(session: Omit<MemorySession, "id">): void {
  for (const [sid, { expiresAt }] of sessions) {
    if (expiresAt > session.createdAt && sessions.size < MAX_SESSIONS) break;
    sessions.delete(sid);
  }
  sessions.set(session.sid, { ...session, id: randomInt(FIRST_ID, 2 * FIRST_ID) });
}

/** Gives a session of a user that has not expired, and notes that it is used. */
export function recallSession(sid: string, userId: number, now: Date): MemorySession | undefined {
  const session = sessions.get(sid);
  if (session?.userId !== userId || session.expiresAt <= now) return undefined;
  session.lastUsedAt = now;
  return session;
}

/** Gives the sessions of a user that have not expired, the one that began last first. */
export function recallSessions(userId: number, now: Date): MemorySession[] {
  return [...sessions.values()]
    .filter((session) => session.userId === userId && session.expiresAt > now)
    .reverse();
}

/** Ends a session; gives its id, or undefined where there was none. */
export function forgetSession(sid: string): number | undefined {
  const session = sessions.get(sid);
  sessions.delete(sid);
  return session?.id;
}

/** Ends a session of a user; says whether there was one. */
export function forgetSessionOf(userId: number, id: number): boolean {
  return forgetWhere((session) => session.userId === userId && session.id === id) > 0;
}

/** Ends all sessions of a user but one; says how many there were. */
export function forgetOtherSessions(userId: number, keptId: number): number {
  return forgetWhere((session) => session.userId === userId && session.id !== keptId);
}

function forgetWhere(isMeant: (session: MemorySession) => boolean): number {
  const meant = [...sessions.values()].filter(isMeant);
  for (const { sid } of meant) sessions.delete(sid);
  return meant.length;
}
