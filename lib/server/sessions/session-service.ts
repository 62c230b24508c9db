import "server-only";
import { randomUUID } from "node:crypto";
import { env } from "@/lib/env";
import type { Session } from "@/lib/schemas/session";
import type { UserPrivate } from "@/lib/schemas/user";
import { requireRecentLogin, type LoginTime } from "../auth/step-up";
import { ACCESS_TOKEN_TTL_SECONDS, issueAccessToken, type AccessClaims } from "../tokens/access-token";
import { AppError, StorageError } from "../errors";
import { logEvent, logWarning } from "../log/log";
import { currentRequest } from "../request/request-context";
import {
  forgetOtherSessions,
  forgetSessionOf,
  recallSession,
  recallSessions,
  rememberSession,
} from "./memory-sessions";
import { nameDevice } from "./name-device";
import { createRefreshToken, hashRefreshToken } from "./refresh-token";
import {
  deleteOtherSessions,
  deleteSessionOf,
  findLiveSession,
  findLiveSessions,
  findUserOfHash,
  insertSession,
  sweepSessions,
  touchSession,
  type LiveSessionRow,
} from "./session-store";
import { toOwner, toSession } from "./session-view";

const DAY_MS = 24 * 60 * 60 * 1000;
/** What is used again within this time is not noted again. */
const TOUCH_EVERY_MS = 60 * 1000;
/** More sessions than anyone looks through. */
const LISTED_SESSIONS = 100;
/** How many expired sessions go with each that begins or is renewed. */
const SWEEP_SIZE = 20;

/** What a session has none of that is not in the database. */
const IN_MEMORY = { familyHash: null, tokenHash: null, previousTokenHash: null, rotatedAt: null };

/** What a log-in or a renewal gives. */
export interface Grant {
  accessToken: string;
  /** Where one was asked for, and until when it counts if it is not used before. */
  refreshToken?: { value: string; expiresAt: Date };
}

/** Who sent a request: the user, and the session of the access token. */
export interface CurrentUser extends UserPrivate, LoginTime {
  sessionId: number;
}

interface Login {
  userId: number;
  /** The one that the password was found right by. */
  passwordHash: string;
  /** Whether a refresh token is asked for. Without one, a session lasts as long as its only access token. */
  isOffline: boolean;
}

/**
 * Begins a session; gives null when the password's hash was changed or the account deleted meanwhile. Where the database
 * cannot be written, the process keeps it in memory, and there is no refresh token.
 */
export async function beginSession({ userId, passwordHash, isOffline }: Login): Promise<Grant | null> {
  const now = new Date();
  const sid = randomUUID();
  const refreshToken = isOffline ? createRefreshToken() : undefined;
  const hashes = refreshToken === undefined ? undefined : hashRefreshToken(refreshToken);
  const expiresAt = isOffline ? refreshExpiry(now, now) : accessTokenExpiry(now);
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
  try {
    if (!(await insertSession(session))) return null;
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    logWarning("A session that cannot be stored is kept in memory", { cause: error });
    rememberSession({ ...session, ...IN_MEMORY, lastUsedAt: now, expiresAt: accessTokenExpiry(now) });
    return { accessToken: await issueAccessToken({ userId, sid, authTime: now }, { now }) };
  }
  await sweepExpired(now);
  return {
    accessToken: await issueAccessToken({ userId, sid, authTime: now }, { now }),
    ...(refreshToken !== undefined && { refreshToken: { value: refreshToken, expiresAt } }),
  };
}

function accessTokenExpiry(now: Date): Date {
  return new Date(now.getTime() + ACCESS_TOKEN_TTL_SECONDS * 1000);
}

/** When a refresh token expires that is given out now: it slides with each use, but not past the session's own end. */
export function refreshExpiry(begunAt: Date, now: Date): Date {
  return new Date(
    Math.min(
      now.getTime() + env.REFRESH_TOKEN_EXPIRE_DAYS * DAY_MS,
      begunAt.getTime() + env.SESSION_EXPIRE_DAYS * DAY_MS,
    ),
  );
}

/** Gives who holds an access token, or null when its session was ended or has expired, or its user is gone. */
export async function findCurrentUser({ userId, sid, authTime }: AccessClaims): Promise<CurrentUser | null> {
  const now = new Date();
  const live = (await findLiveSession(sid, userId, now)) ?? (await findInMemory(sid, userId, now));
  if (live === null) return null;
  if (Math.abs(now.getTime() - live.lastUsedAt.getTime()) > TOUCH_EVERY_MS) {
    // Nobody waits for it, and nobody is refused because it could not be noted.
    void touchSession(live.id, now).catch(() => undefined);
  }
  return { ...toOwner(live), sessionId: live.id, authTime };
}

/** As `findLiveSession`, of one that could not be stored. */
async function findInMemory(sid: string, userId: number, now: Date): Promise<LiveSessionRow | null> {
  const session = recallSession(sid, userId, now);
  const user = session && (await findUserOfHash(userId, session.passwordHash));
  return user ? { id: session.id, user, lastUsedAt: now } : null;
}

/** Gives the sessions of a user that live, the last used first. */
export async function listSessions({ id, sessionId }: CurrentUser): Promise<Session[]> {
  const now = new Date();
  const rows = await findLiveSessions(id, now, LISTED_SESSIONS);
  return [...recallSessions(id, now), ...rows].map((row) => toSession(row, sessionId));
}

/**
 * Ends a session of one's own; one's own session of the moment needs no fresh log-in for that.
 *
 * @throws {AppError} `session-not-found`; `insufficient-user-authentication`
 */
export async function endSession(user: CurrentUser, id: number): Promise<void> {
  if (id !== user.sessionId) requireRecentLogin(user);
  if (!forgetSessionOf(user.id, id) && !(await deleteSessionOf(user.id, id)))
    throw new AppError("session-not-found");
  logEvent("authn_token_revoked", { session_id: id });
}

/** @throws {AppError} `insufficient-user-authentication` */
export async function endOtherSessions(user: CurrentUser): Promise<void> {
  requireRecentLogin(user);
  const count =
    forgetOtherSessions(user.id, user.sessionId) + (await deleteOtherSessions(user.id, user.sessionId));
  if (count > 0) logEvent("authn_token_revoked", { sessions: count });
}

/** Deletes some of what has expired. That it waits is no reason to refuse a log-in. */
export async function sweepExpired(now: Date): Promise<void> {
  await sweepSessions(SWEEP_SIZE, now).catch((cause: unknown) =>
    logWarning("Expired sessions could not be deleted", { cause }),
  );
}
