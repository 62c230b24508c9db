import "server-only";
import { createHmac } from "node:crypto";
import { env } from "@/lib/env";
import type { Secret } from "@/lib/secret";

/** A secret key with its public name. */
export interface SigningKey {
  /** The `kid` of its tokens (RFC 7515 §4.1.4): eight bytes of a MAC, from which the key cannot be recovered. */
  id: string;
  secret: Secret;
}

/** The key that signs new tokens. */
export const SIGNING_KEY = nameKey(env.SECRET_KEY);

/** The keys whose tokens are accepted: the signing key first, then `SECRET_KEY_PREVIOUS` if it is set. */
export const VERIFYING_KEYS: readonly SigningKey[] = [
  SIGNING_KEY,
  ...(env.SECRET_KEY_PREVIOUS ? [nameKey(env.SECRET_KEY_PREVIOUS)] : []),
];

/** Not derived with `deriveKey`, because valid tokens already carry this name. */
function nameKey(secret: Secret): SigningKey {
  const mac = createHmac("sha256", secret.reveal()).update("inkwell signing key id").digest();
  return { id: mac.subarray(0, 8).toString("base64url"), secret };
}
