import "server-only";
import { createHash, createHmac, randomBytes } from "node:crypto";
import { deriveKey } from "../derive-key";
import { VERIFYING_KEYS } from "../tokens/signing-keys";

/** The prefix that all refresh tokens of a session share. It identifies the session of a token that was replaced. */
const FAMILY_BYTES = 16;
/** The part that is different in each token: 256 bits. */
const SECRET_BYTES = 32;
const TOKEN = /^[\w-]{64}$/;

/** The parts of a refresh token as the database stores them: SHA-256 in base64url. */
export interface RefreshTokenHashes {
  familyHash: string;
  tokenHash: string;
}

/** Creates the first refresh token of a session: 48 random bytes in base64url. */
export function createRefreshToken(): string {
  return randomBytes(FAMILY_BYTES + SECRET_BYTES).toString("base64url");
}

/** Returns the hashes of a refresh token, or undefined if the text is not shaped like one. */
export function hashRefreshToken(token: string): RefreshTokenHashes | undefined {
  if (!TOKEN.test(token)) return undefined;
  const bytes = Buffer.from(token, "base64url");
  return { familyHash: sha256(bytes.subarray(0, FAMILY_BYTES)), tokenHash: sha256(bytes) };
}

/**
 * Returns the refresh tokens that may replace a token: the first is the one to issue, the others are what an earlier key or
 * an earlier version of this program issued. They are computed, not stored: a repeated request gets the same successor, and
 * the database never holds it (docs/decisions/0015).
 */
export function successorsOf(token: string): string[] {
  const family = Buffer.from(token, "base64url").subarray(0, FAMILY_BYTES);
  const macs = VERIFYING_KEYS.flatMap(({ secret }) => [
    createHmac("sha256", deriveKey("refresh tokens", secret)).update(token),
    // As version 0.1 computed it. Without it, a request repeated across the update would end its session.
    createHmac("sha256", secret.reveal()).update("refresh-token:").update(token),
  ]);
  return macs.map((mac) => Buffer.concat([family, mac.digest()]).toString("base64url"));
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("base64url");
}
