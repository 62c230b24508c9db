import { createHmac, randomUUID } from "node:crypto";
import { SECRET_KEY } from "./inkwell";

/** Encodes a part of a token (RFC 7515 §2). */
export const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Returns the signing input of a token: header and payload (RFC 7515 §5.1). */
export function unsigned(header: unknown, claims: unknown): string {
  return `${encode(header)}.${encode(claims)}`;
}

/** Signs any header and claims with HMAC, including those that a library would reject. */
export function mintToken(header: unknown, claims: unknown, key: string, hash = "sha256"): string {
  return sign(unsigned(header, claims), key, hash);
}

/** Signs an encoded header and payload with HMAC. */
export function sign(text: string, key: string, hash = "sha256"): string {
  return `${text}.${createHmac(hash, key).update(text).digest("base64url")}`;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * Returns another base64url spelling of the same bytes: with different unused bits in the last character, or with padding
 * if it has no unused bits.
 */
export function respell(text: string): string {
  const bytes = Buffer.from(text.slice(text.lastIndexOf(".") + 1), "base64url");
  const other = text.slice(0, -1) + ALPHABET.charAt(ALPHABET.indexOf(text.at(-1) ?? "") ^ 1);
  const isSame = Buffer.from(other.slice(text.lastIndexOf(".") + 1), "base64url").equals(bytes);
  return isSame ? other : `${text}===`;
}

/** Returns the `sid` of a token. */
export function sidOf(token: string): string {
  return String(readToken(token).claims["sid"]);
}

/** Decodes a token without verifying it. */
export function readToken(token: string): {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
} {
  const [header, claims] = token.split(".").map((part) => Buffer.from(part, "base64url").toString());
  return {
    header: JSON.parse(header ?? "") as Record<string, unknown>,
    claims: JSON.parse(claims ?? "") as Record<string, unknown>,
  };
}

/** Makes the access token of a session that began just now. */
export function mintAccessToken({ userId, sid }: { userId: number; sid: string }): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    sid,
    auth_time: now,
    sub: String(userId),
    iat: now,
    exp: now + 30 * 60,
    jti: randomUUID(),
    iss: "inkwell",
    aud: "inkwell-api",
  };
  return mintToken({ alg: "HS256", typ: "at+jwt" }, claims, SECRET_KEY);
}

/** Returns a copy of a token with some claims changed, signed with the same key. */
export function changeClaims(token: string, changes: Record<string, unknown>): string {
  const { header, claims } = readToken(token);
  return mintToken(header, { ...claims, ...changes }, SECRET_KEY);
}
