import "server-only";
import { randomUUID } from "node:crypto";
import { env } from "@/lib/env";
import { currentTime } from "../clock";
import { logWarning } from "../log/log";
import { runInBackground } from "../request/background";
import { currentRequest } from "../request/request-context";
import { ACCESS_TOKEN_TTL_SECONDS, issueAccessToken, type AccessClaims } from "../tokens/access-token";
import { addSession, findSession } from "./all-sessions";
import { nameDevice } from "./name-device";
import { createRefreshToken, hashRefreshToken } from "./refresh-token";
import { sweepSessions, touchSession, type SessionUserRow } from "./session-store";

const DAY_MS = 24 * 60 * 60 * 1000;
/** The accuracy of a session's last use. */
const TOUCH_INTERVAL_MS = 60 * 1000;
/** The expired sessions that are deleted whenever a session begins or is renewed. */
const SWEEP_SIZE = 20;

/** The tokens that a login or a renewal issues. */
export interface Grant {
  accessToken: string;
  /** Absent unless one was requested. It expires at `expiresAt` if it is not used before. */
  refreshToken?: { value: string; expiresAt: Date };
}

/** The user and session of an authenticated request. */
export interface CurrentUser extends SessionUserRow {
  sessionId: number;
  /** When the user last entered their password. */
  authTime: Date;
}

interface Login {
  userId: number;
  /** The hash that the password was verified against. */
  passwordHash: string;
  /** Whether a refresh token is requested. Without one, the session lasts as long as its only access token. */
  isOffline: boolean;
}

/**
 * Begins a session. While the database cannot be written, the session is kept in memory and has no refresh token.
 *
 * @returns null if the password was changed or the account deleted since the password was verified
 */
export async function beginSession({ userId, passwordHash, isOffline }: Login): Promise<Grant | null> {
  const now = currentTime();
  const sid = randomUUID();
  const refreshToken = isOffline ? createRefreshToken() : undefined;
  const hashes = refreshToken === undefined ? undefined : hashRefreshToken(refreshToken);
  const tokenExpiresAt = new Date(now.getTime() + ACCESS_TOKEN_TTL_SECONDS * 1000);
  const expiresAt = isOffline ? refreshExpiry(now, now) : tokenExpiresAt;
  const { userAgent = null, address = "unknown" } = currentRequest() ?? {};
  const session = {
    sid,
    userId,
    passwordHash,
    device: nameDevice(userAgent),
    address,
    createdAt: now,
    expiresAt,
    familyHash: hashes?.familyHash ?? null,
    tokenHash: hashes?.tokenHash ?? null,
  };
  const place = await addSession(session, tokenExpiresAt);
  if (place === null) return null;
  const accessToken = await issueAccessToken({ userId, sid, authTime: now }, { now });
  if (place === "memory") return { accessToken };
  await sweepExpired(now);
  return {
    accessToken,
    ...(refreshToken !== undefined && { refreshToken: { value: refreshToken, expiresAt } }),
  };
}

/** Returns when a refresh token issued now expires: later after each use, but never after the session's own end. */
export function refreshExpiry(begunAt: Date, now: Date): Date {
  return new Date(
    Math.min(
      now.getTime() + env.REFRESH_TOKEN_EXPIRE_DAYS * DAY_MS,
      begunAt.getTime() + env.SESSION_EXPIRE_DAYS * DAY_MS,
    ),
  );
}

/** Returns the user of an access token, or null if its session has ended or expired or its user was deleted. */
export async function findCurrentUser({ userId, sid, authTime }: AccessClaims): Promise<CurrentUser | null> {
  const now = currentTime();
  const session = await findSession(sid, userId, now);
  if (session === undefined) return null;
  if (Math.abs(now.getTime() - session.lastUsedAt.getTime()) > TOUCH_INTERVAL_MS) {
    // A slow or failed update must not delay or fail the request.
    runInBackground(touchSession(session.id, now));
  }
  return { ...session.user, sessionId: session.id, authTime };
}

/** Deletes some expired sessions. A failure is only logged, because the login or renewal has succeeded. */
export async function sweepExpired(now: Date): Promise<void> {
  await sweepSessions(SWEEP_SIZE, now).catch((cause: unknown) =>
    logWarning("Expired sessions could not be deleted", { cause }),
  );
}
