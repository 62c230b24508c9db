import "server-only";
import { randomUUID } from "node:crypto";
import { errors as joseErrors, jwtVerify, SignJWT, type JWTPayload } from "jose";
import { z } from "zod";
import { env } from "@/lib/env";
import { idParameter } from "@/lib/schemas/parameters";
import { AppError } from "../errors";
import { SIGNING_KEY, VERIFYING_KEYS, type SigningKey } from "../signing-keys";

export const ACCESS_TOKEN_TTL_SECONDS = env.ACCESS_TOKEN_EXPIRE_MINUTES * 60;

/** The type of an access token in JWT form (RFC 9068 §2.1): no other kind of token passes for one. */
const TYPE = "at+jwt";
const ISSUER = "inkwell";
const AUDIENCE = "inkwell-api";
/** Ours have about 350 characters; what is far longer is not worth the hashing. */
const TOKEN_MAX_LENGTH = 2_048;

/** What is read out of a verified token; `sub` is the user's id as a string (RFC 7519 §4.1.2). */
const claimsSchema = z.object({
  sub: z
    .string()
    .regex(/^[1-9]\d*$/)
    .pipe(idParameter),
});

interface Clock {
  /** The time of issue or verification, in place of the wall clock's. */
  now?: Date;
}

/** Issues an access token (RFC 7519, HMAC) for a user; it expires `ACCESS_TOKEN_TTL_SECONDS` after `now`. */
export async function issueAccessToken(userId: number, { now = new Date() }: Clock = {}): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: env.ALGORITHM, typ: TYPE, kid: SIGNING_KEY.id })
    .setSubject(String(userId))
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ACCESS_TOKEN_TTL_SECONDS)
    .setJti(randomUUID())
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .sign(bytesOf(SIGNING_KEY));
}

/**
 * Gives the id of the user for whom an access token was issued. The algorithm is pinned, every claim that we issue is
 * required, and of all that the token says of keys only the name is heard, to choose among our own (RFC 8725 §3.1 to §3.12).
 *
 * @throws {AppError} `invalid-token`, whatever is wrong with it
 */
export async function verifyAccessToken(token: string, { now = new Date() }: Clock = {}): Promise<number> {
  if (token.length > TOKEN_MAX_LENGTH) throw new AppError("invalid-token", { cause: "over-long" });
  try {
    return claimsSchema.parse(await verifyJwt(token, now)).sub;
  } catch (error) {
    if (error instanceof joseErrors.JOSEError || error instanceof z.ZodError) {
      throw new AppError("invalid-token", { cause: error });
    }
    throw error;
  }
}

async function verifyJwt(token: string, now: Date): Promise<JWTPayload> {
  let fault: unknown;
  for (const key of VERIFYING_KEYS) {
    try {
      const { payload } = await jwtVerify(token, ({ kid }) => bytesOf(requireNamed(key, kid)), {
        algorithms: [env.ALGORITHM],
        typ: TYPE,
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ["sub", "iat", "exp"],
        maxTokenAge: ACCESS_TOKEN_TTL_SECONDS,
        currentDate: now,
      });
      return payload;
    } catch (error) {
      fault = error;
      if (!isOfAnotherKey(error)) break;
    }
  }
  throw fault;
}

/** Gives the key if a token names it, or names none, as tokens did before keys had names. */
function requireNamed(key: SigningKey, kid: unknown): SigningKey {
  if (kid !== undefined && kid !== key.id) throw new joseErrors.JWKSNoMatchingKey();
  return key;
}

function isOfAnotherKey(error: unknown): boolean {
  return (
    error instanceof joseErrors.JWKSNoMatchingKey ||
    error instanceof joseErrors.JWSSignatureVerificationFailed
  );
}

function bytesOf({ secret }: SigningKey): Uint8Array {
  return new TextEncoder().encode(secret.reveal());
}
