import "server-only";
import { randomUUID } from "node:crypto";
import { errors as joseErrors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { env } from "@/lib/env";
import { idParameter } from "@/lib/schemas/parameters";
import { AppError } from "../errors";

export const ACCESS_TOKEN_TTL_SECONDS = env.ACCESS_TOKEN_EXPIRE_MINUTES * 60;

/** The type of an access token in JWT form (RFC 9068 §2.1): no other kind of token passes for one. */
const TYPE = "at+jwt";
const ISSUER = "inkwell";
const AUDIENCE = "inkwell-api";
/** Ours have about 330 characters; what is far longer is not worth the hashing. */
const TOKEN_MAX_LENGTH = 2_048;

const key = new TextEncoder().encode(env.SECRET_KEY.reveal());

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
    .setProtectedHeader({ alg: env.ALGORITHM, typ: TYPE })
    .setSubject(String(userId))
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ACCESS_TOKEN_TTL_SECONDS)
    .setJti(randomUUID())
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .sign(key);
}

/**
 * Gives the id of the user for whom an access token was issued. The algorithm is pinned, every claim that we issue is
 * required, and nothing that the token says of keys is heard (RFC 8725 §3.1 to §3.12).
 *
 * @throws {AppError} `invalid-token`, whatever is wrong with it
 */
export async function verifyAccessToken(token: string, { now = new Date() }: Clock = {}): Promise<number> {
  if (token.length > TOKEN_MAX_LENGTH) throw new AppError("invalid-token", { cause: "over-long" });
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [env.ALGORITHM],
      typ: TYPE,
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ["sub", "iat", "exp"],
      maxTokenAge: ACCESS_TOKEN_TTL_SECONDS,
      currentDate: now,
    });
    return claimsSchema.parse(payload).sub;
  } catch (error) {
    if (error instanceof joseErrors.JOSEError || error instanceof z.ZodError) {
      throw new AppError("invalid-token", { cause: error });
    }
    throw error;
  }
}
