import "server-only";
import { currentTime } from "../clock";
import { AppError } from "../errors";
import type { CurrentUser } from "../sessions/session-service";

/** The maximum age of a login for sensitive actions, in seconds: the `max_age` of the challenge. */
export const RECENT_LOGIN_SECONDS = 5 * 60;

/**
 * Rejects callers who entered their password more than five minutes ago (RFC 9470).
 *
 * @throws {AppError} `insufficient-user-authentication`
 */
export function requireRecentLogin(
  { authTime }: Pick<CurrentUser, "authTime">,
  { now = currentTime() } = {},
): void {
  const ageSeconds = (now.getTime() - authTime.getTime()) / 1000;
  if (ageSeconds > RECENT_LOGIN_SECONDS) throw new AppError("insufficient-user-authentication");
}
