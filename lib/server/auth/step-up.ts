import "server-only";
import { AppError } from "../errors";

/** How old a log-in may be for what matters, in seconds: the `max_age` of the challenge. */
export const RECENT_LOGIN_SECONDS = 5 * 60;

/** When someone last gave their password. */
export interface LoginTime {
  authTime: Date;
}

/**
 * Lets nobody on whose password was given too long ago (RFC 9470).
 *
 * @throws {AppError} `insufficient-user-authentication`
 */
export function requireRecentLogin({ authTime }: LoginTime, { now = new Date() } = {}): void {
  const ageSeconds = (now.getTime() - authTime.getTime()) / 1000;
  if (ageSeconds > RECENT_LOGIN_SECONDS) throw new AppError("insufficient-user-authentication");
}
