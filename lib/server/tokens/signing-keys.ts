import "server-only";
import { createHmac } from "node:crypto";
import { env } from "@/lib/env";
import type { Secret } from "@/lib/secret";

/** A key that signs, and the name by which what it signed is told from what others did. */
export interface SigningKey {
  /** The `kid` of its tokens (RFC 7515 §4.1.4): eight bytes of a MAC, of which the key cannot be had back. */
  id: string;
  secret: Secret;
}

/** The key that signs. */
export const SIGNING_KEY = nameKey(env.SECRET_KEY);

/** The keys whose signatures count: the one that signs, and the one before it where it was changed not long ago. */
export const VERIFYING_KEYS: readonly SigningKey[] = [
  SIGNING_KEY,
  ...(env.SECRET_KEY_PREVIOUS ? [nameKey(env.SECRET_KEY_PREVIOUS)] : []),
];

function nameKey(secret: Secret): SigningKey {
  const mac = createHmac("sha256", secret.reveal()).update("inkwell signing key id").digest();
  return { id: mac.subarray(0, 8).toString("base64url"), secret };
}
