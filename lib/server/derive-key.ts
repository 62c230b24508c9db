import "server-only";
import { hkdfSync } from "node:crypto";
import { env } from "@/lib/env";
import type { Secret } from "@/lib/secret";

/** What a derived key is used for. A new purpose gets a new name, so that no two uses share a key. */
type Purpose = "log pseudonyms" | "post cursors" | "rate limits" | "refresh tokens";

const KEY_BYTES = 32;

/**
 * Derives a key for one purpose from a secret key (HKDF-SHA-256, RFC 5869). The derived key reveals nothing about the
 * secret or about the keys of other purposes.
 */
export function deriveKey(purpose: Purpose, secret: Secret = env.SECRET_KEY): Buffer {
  return Buffer.from(hkdfSync("sha256", secret.reveal(), "", `inkwell ${purpose}`, KEY_BYTES));
}
