import "server-only";
import { createSecretKey, randomUUID, type KeyObject } from "node:crypto";
import { decodeJwt, errors as joseErrors, jwtVerify, SignJWT, type JWTPayload } from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { env } from "@/lib/env";
import { idParameter } from "@/lib/schemas/parameters";
import { currentTime } from "../clock";
import { AppError } from "../errors";
import { SIGNING_KEY, VERIFYING_KEYS, type SigningKey } from "./signing-keys";

export const ACCESS_TOKEN_TTL_SECONDS = env.ACCESS_TOKEN_EXPIRE_MINUTES * 60;

/** How far in the future a token may have been issued, because the clocks of two processes differ a little (docs/decisions/0017). */
const CLOCK_TOLERANCE_SECONDS = 1;
/** The type of an access token in JWT form (RFC 9068 §2.1): no other kind of token passes for one. */
const TYPE = "at+jwt";
const ISSUER = "inkwell";
const AUDIENCE = "inkwell-api";
/** Our tokens have about 350 characters. Far longer ones are rejected unread. */
const TOKEN_MAX_LENGTH = 2_048;

/** The claims of an access token that the rest of the server uses. */
export interface AccessClaims {
  userId: number;
  /** The secret name of the session. The token is invalid once the session has ended. */
  sid: string;
  /** When the user last entered their password, to the second. */
  authTime: Date;
}

/**
 * The claims of a verified token: `sub`, the user's id as a string (RFC 7519 §4.1.2), `sid` (OpenID Connect Front-Channel
 * Logout 1.0 §3) and `auth_time` (RFC 9470 §6.2).
 */
const claimsSchema = z.object({
  sub: z
    .string()
    .regex(/^[1-9]\d*$/)
    .pipe(idParameter),
  sid: z.uuid(),
  auth_time: z.int().positive(),
  iat: z.number(),
  exp: z.number(),
});

/** A verified access token. Times are in milliseconds since 1970. */
interface Verified {
  claims: AccessClaims;
  issuedAtMs: number;
  expiresAtMs: number;
}

/**
 * Verified tokens. A client sends the same token with every request, and verifying it would be half the work of a small one. A
 * signature stays valid; expiry and session are checked each time.
 */
const verified = new LRUCache<string, Verified>({ max: 5_000 });

/** The keys in the form that jose requires, created once. */
const keyObjects = new Map(VERIFYING_KEYS.map((key) => [key.id, toKeyObject(key)]));

interface Clock {
  /** Replaces the wall clock. */
  now?: Date;
}

/** Issues an access token of a session (RFC 7519, HMAC). It expires `ACCESS_TOKEN_TTL_SECONDS` after `now`. */
export async function issueAccessToken(
  { userId, sid, authTime }: AccessClaims,
  { now = currentTime() }: Clock = {},
): Promise<string> {
  const issuedAt = toSeconds(now);
  return new SignJWT({ sid, auth_time: toSeconds(authTime) })
    .setProtectedHeader({ alg: env.ALGORITHM, typ: TYPE, kid: SIGNING_KEY.id })
    .setSubject(String(userId))
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ACCESS_TOKEN_TTL_SECONDS)
    .setJti(randomUUID())
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .sign(keyOf(SIGNING_KEY));
}

/**
 * Verifies an access token and returns its claims. The algorithm is pinned and every claim that we issue is required. The
 * token's `kid` only selects among our own keys; its other statements about keys are ignored (RFC 8725 §3.1 to §3.12).
 *
 * @throws {AppError} `invalid-token`
 */
export async function verifyAccessToken(
  token: string,
  { now = currentTime() }: Clock = {},
): Promise<AccessClaims> {
  if (token.length > TOKEN_MAX_LENGTH) throw new AppError("invalid-token", { cause: "too long" });
  const known = verified.get(token);
  if (known && known.issuedAtMs <= now.getTime() && now.getTime() < known.expiresAtMs) return known.claims;
  try {
    const { sub, sid, auth_time, iat, exp } = claimsSchema.parse(await verifyJwt(token, now));
    const claims = { userId: sub, sid, authTime: new Date(auth_time * 1000) };
    const expiresAt = Math.min(exp, iat + ACCESS_TOKEN_TTL_SECONDS);
    // jose extends the expiry by the tolerance as well.
    if (expiresAt <= toSeconds(now)) throw new AppError("invalid-token", { cause: "expired" });
    verified.set(token, { claims, issuedAtMs: iat * 1000, expiresAtMs: expiresAt * 1000 });
    return claims;
  } catch (error) {
    if (error instanceof joseErrors.JOSEError || error instanceof z.ZodError) {
      throw new AppError("invalid-token", { cause: error });
    }
    throw error;
  }
}

/**
 * Returns the session that a token claims, or undefined if the text is not a token. Nothing is verified, so use it only to
 * reject, never to grant.
 */
export function readSid(token: string): string | undefined {
  if (token.length > TOKEN_MAX_LENGTH) return undefined;
  try {
    return z.object({ sid: z.string() }).parse(decodeJwt(token)).sid;
  } catch {
    return undefined;
  }
}

async function verifyJwt(token: string, now: Date): Promise<JWTPayload> {
  let lastError: unknown;
  for (const key of VERIFYING_KEYS) {
    try {
      const { payload } = await jwtVerify(token, ({ kid }) => keyOf(requireMatch(key, kid)), {
        algorithms: [env.ALGORITHM],
        typ: TYPE,
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ["sub", "iat", "exp"],
        maxTokenAge: ACCESS_TOKEN_TTL_SECONDS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: now,
      });
      return payload;
    } catch (error) {
      lastError = error;
      if (!isOfAnotherKey(error)) break;
    }
  }
  throw lastError;
}

/** Returns the key if the token's `kid` names it. Tokens of the first versions have no `kid`. */
function requireMatch(key: SigningKey, kid: unknown): SigningKey {
  if (kid !== undefined && kid !== key.id) throw new joseErrors.JWKSNoMatchingKey();
  return key;
}

function isOfAnotherKey(error: unknown): boolean {
  return (
    error instanceof joseErrors.JWKSNoMatchingKey ||
    error instanceof joseErrors.JWSSignatureVerificationFailed
  );
}

function toSeconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}

function keyOf(key: SigningKey): KeyObject {
  return keyObjects.get(key.id) ?? toKeyObject(key);
}

function toKeyObject({ secret }: SigningKey): KeyObject {
  return createSecretKey(secret.reveal(), "utf8");
}
