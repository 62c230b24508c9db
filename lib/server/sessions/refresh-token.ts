import "server-only";
import { createHash, createHmac, randomBytes } from "node:crypto";
import { VERIFYING_KEYS } from "../tokens/signing-keys";

/** What all refresh tokens of a session begin with: by it an old one is known for what it is. */
const FAMILY_BYTES = 16;
/** What makes one of them: 256 bits. */
const SECRET_BYTES = 32;
const SHAPE = /^[\w-]{64}$/;

/** The parts of a refresh token, as the database keeps them: SHA-256, in base64url. */
export interface RefreshTokenHashes {
  familyHash: string;
  tokenHash: string;
}

/** Makes the first refresh token of a session: 64 characters of base64url, at random. */
export function createRefreshToken(): string {
  return randomBytes(FAMILY_BYTES + SECRET_BYTES).toString("base64url");
}

/** Gives the hashes of a refresh token, or undefined for what has not the shape of one. */
export function hashRefreshToken(token: string): RefreshTokenHashes | undefined {
  if (!SHAPE.test(token)) return undefined;
  const bytes = Buffer.from(token, "base64url");
  return { familyHash: sha256(bytes.subarray(0, FAMILY_BYTES)), tokenHash: sha256(bytes) };
}

/**
 * Gives what may take a refresh token's place: the first by the key that signs, then by the key before it. Whoever asks
 * twice with one token gets one successor, which nobody had to keep in clear (docs/decisions/0015).
 */
export function successorsOf(token: string): string[] {
  const family = Buffer.from(token, "base64url").subarray(0, FAMILY_BYTES);
  return VERIFYING_KEYS.map(({ secret }) => {
    const next = createHmac("sha256", secret.reveal()).update("refresh-token:").update(token).digest();
    return Buffer.concat([family, next]).toString("base64url");
  });
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("base64url");
}
