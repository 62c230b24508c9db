import "server-only";
import { processWide } from "../process-wide";
import type { NewSession, SessionRow } from "./session-store";

/** More log-ins than a site has in the time for which they last; past it the oldest goes. */
const MAX_SESSIONS = 10_000;

/**
 * A session that could not be stored, for the disk is full or the file read-only (docs/decisions/0015). It ends with its only
 * access token, with the process, and when the hash is no longer its user's.
 */
export type MemorySession = SessionRow & Pick<NewSession, "passwordHash">;

/** In the order in which they began, which is the order in which they expire. */
const sessions = processWide("memory-sessions", () => new Map<string, MemorySession>());

/** Keeps a session in this process's memory. */
export function rememberSession(session: MemorySession): void {
  for (const [id, { expiresAt }] of sessions) {
    if (expiresAt > session.createdAt && sessions.size < MAX_SESSIONS) break;
    sessions.delete(id);
  }
  sessions.set(session.id, session);
}

/** Gives a session of a user that has not expired, and notes that it is used. */
export function recallSession(id: string, userId: number, now: Date): MemorySession | undefined {
  const session = sessions.get(id);
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

/** Ends a session; says whether there was one. */
export function forgetSession(id: string): boolean {
  return sessions.delete(id);
}

/** As `forgetSession`, of a user's alone. */
export function forgetSessionOf(userId: number, id: string): boolean {
  return sessions.get(id)?.userId === userId && sessions.delete(id);
}

/** Ends all sessions of a user but one; says how many there were. */
export function forgetOtherSessions(userId: number, keptId: string): number {
  const others = [...sessions.values()].filter(
    (session) => session.userId === userId && session.id !== keptId,
  );
  for (const { id } of others) sessions.delete(id);
  return others.length;
}
