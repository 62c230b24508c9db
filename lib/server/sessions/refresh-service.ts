import "server-only";
import { currentTime } from "../clock";
import { AppError } from "../errors";
import { logEvent } from "../log/log";
import { noteUser } from "../request/request-context";
import { issueAccessToken, readSid, verifyAccessToken } from "../tokens/access-token";
import { endSessionBySid } from "./all-sessions";
import { hashRefreshToken, successorsOf } from "./refresh-token";
import { refreshExpiry, sweepExpired, type Grant } from "./session-service";
import { deleteSession, findSessionByFamily, rotateToken, type SessionRow } from "./session-store";

/** How long a used token may be repeated: the response was lost, or two tabs renewed at once. */
const REPEAT_MS = 10 * 1000;

interface RenewalOptions {
  /** An access token of the session to renew. Another session's refresh token is rejected, and stays valid. */
  accessTokenHint?: string | undefined;
}

/**
 * Exchanges a refresh token for an access token and the next refresh token (RFC 6749 §6). A token that was already used gets
 * the same successor for ten seconds. After that someone else holds it too, and the session ends (RFC 9700 §4.14.2).
 *
 * @throws {AppError} `invalid-grant`
 */
export async function renewSession(
  refreshToken: string,
  { accessTokenHint = "" }: RenewalOptions = {},
): Promise<Grant> {
  const hashes = hashRefreshToken(refreshToken);
  if (hashes === undefined) throw new AppError("invalid-grant", { cause: "malformed" });
  const { familyHash, tokenHash } = hashes;
  const now = currentTime();
  const session = await findSessionByFamily(familyHash);
  if (session === null || session.expiresAt <= now)
    throw new AppError("invalid-grant", { cause: "no session" });
  const expectedSid = readSid(accessTokenHint);
  if (expectedSid !== undefined && expectedSid !== session.sid)
    throw new AppError("invalid-grant", { cause: "another session" });
  noteUser(session.userId);

  const [successor = ""] = successorsOf(refreshToken);
  const expiresAt = refreshExpiry(session.createdAt, now);
  const newHash = hashOf(successor);
  if (await rotateToken({ sessionId: session.id, oldHash: tokenHash, newHash, now, expiresAt })) {
    await sweepExpired(now);
    return toGrant(session, { value: successor, expiresAt });
  }
  // Read again: another request may have used the token since.
  const used = await findSessionByFamily(familyHash);
  return toGrant(session, await repeatOrEnd(used, refreshToken, tokenHash, now));
}

/** Returns the successor of a token that was used a moment ago. Ends the session of a token that was used earlier. */
async function repeatOrEnd(
  session: SessionRow | null,
  refreshToken: string,
  tokenHash: string,
  now: Date,
): Promise<NonNullable<Grant["refreshToken"]>> {
  if (session === null) throw new AppError("invalid-grant", { cause: "ended meanwhile" });
  const { previousTokenHash, rotatedAt } = session;
  if (
    previousTokenHash === tokenHash &&
    rotatedAt !== null &&
    Math.abs(now.getTime() - rotatedAt.getTime()) <= REPEAT_MS
  ) {
    const value = successorsOf(refreshToken).find((token) => hashOf(token) === session.tokenHash);
    if (value !== undefined) return { value, expiresAt: session.expiresAt };
  }
  if (await deleteSession(session.sid)) logEvent("authn_token_reuse", { session_id: session.id });
  throw new AppError("invalid-grant", { cause: "used before" });
}

/** Ends the session of an access or refresh token (RFC 7009). Does nothing if the token has no live session. */
export async function revokeToken(token: string): Promise<void> {
  const sid = await findSid(token);
  const id = sid === undefined ? undefined : await endSessionBySid(sid);
  if (id !== undefined) logEvent("authn_token_revoked", { session_id: id });
}

async function findSid(token: string): Promise<string | undefined> {
  const hashes = hashRefreshToken(token);
  if (hashes !== undefined) return (await findSessionByFamily(hashes.familyHash))?.sid;
  try {
    return (await verifyAccessToken(token)).sid;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

async function toGrant(
  { sid, userId, createdAt }: SessionRow,
  refreshToken: NonNullable<Grant["refreshToken"]>,
): Promise<Grant> {
  return { accessToken: await issueAccessToken({ userId, sid, authTime: createdAt }), refreshToken };
}

function hashOf(token: string): string {
  const hashes = hashRefreshToken(token);
  if (hashes === undefined) throw new Error("A computed refresh token is malformed");
  return hashes.tokenHash;
}
