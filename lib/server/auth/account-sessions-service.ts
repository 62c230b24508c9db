import "server-only";
import type { Session } from "@/lib/schemas/session";
import { AppError } from "../errors";
import { logEvent } from "../log/log";
import { endSessionOf, endSessionsExcept, findSessions } from "../sessions/all-sessions";
import type { CurrentUser } from "../sessions/session-service";
import { toSession } from "../sessions/session-view";
import { requireRecentLogin } from "./step-up";

/** Returns the live sessions of the current user, the last used first. */
export async function listSessions({ id, sessionId }: CurrentUser): Promise<Session[]> {
  return (await findSessions(id)).map((row) => toSession(row, sessionId));
}

/**
 * Ends a session of the current user. Ending the current session needs no recent login.
 *
 * @throws {AppError} `session-not-found`, `insufficient-user-authentication`
 */
export async function endSession(user: CurrentUser, id: number): Promise<void> {
  if (id !== user.sessionId) requireRecentLogin(user);
  if (!(await endSessionOf(user.id, id))) throw new AppError("session-not-found");
  logEvent("authn_token_revoked", { session_id: id });
}

/**
 * Ends all sessions of the current user but the current one.
 *
 * @throws {AppError} `insufficient-user-authentication`
 */
export async function endOtherSessions(user: CurrentUser): Promise<void> {
  requireRecentLogin(user);
  const count = await endSessionsExcept(user.id, user.sessionId);
  if (count > 0) logEvent("authn_token_revoked", { sessions: count });
}
