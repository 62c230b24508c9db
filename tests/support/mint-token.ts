import { createHmac, randomUUID } from "node:crypto";
import { SECRET_KEY } from "./inkwell";

/** A part of a token out of what it says (RFC 7515 §2). */
export const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** The token without its signature: header and payload, as they are signed (RFC 7515 §5.1). */
export function unsigned(header: unknown, claims: unknown): string {
  return `${encode(header)}.${encode(claims)}`;
}

/** Makes tokens that no library would: header and claims as they stand, signed with HMAC. */
export function mintToken(header: unknown, claims: unknown, key: string, hash = "sha256"): string {
  return sign(unsigned(header, claims), key, hash);
}

/** Signs header and payload, encoded as they stand, with HMAC. */
export function sign(text: string, key: string, hash = "sha256"): string {
  return `${text}.${createHmac(hash, key).update(text).digest("base64url")}`;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * The same bytes in another spelling of Base64url: with other bits in the last character, where some of them stand for no
 * byte; else with the padding that is none.
 */
export function respell(text: string): string {
  const bytes = Buffer.from(text.slice(text.lastIndexOf(".") + 1), "base64url");
  const other = text.slice(0, -1) + ALPHABET.charAt(ALPHABET.indexOf(text.at(-1) ?? "") ^ 1);
  const isSame = Buffer.from(other.slice(text.lastIndexOf(".") + 1), "base64url").equals(bytes);
  return isSame ? other : `${text}===`;
}

/** The `sid` of a token. */
export function sidOf(token: string): string {
  return String(readToken(token).claims["sid"]);
}

/** Reads a token without verifying it. */
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

/** Makes a token like another, signed with the same key, in which some claims differ. */
export function changeClaims(token: string, changes: Record<string, unknown>): string {
  const { header, claims } = readToken(token);
  return mintToken(header, { ...claims, ...changes }, SECRET_KEY);
}
