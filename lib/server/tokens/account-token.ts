import "server-only";
import { createHash, randomBytes } from "node:crypto";

const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;

/** Creates the token of a link in a mail: 256 random bits in base64url. */
export function createAccountToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** Returns the SHA-256 of such a token, as the database stores it, or undefined if the text is not shaped like one. */
export function hashAccountToken(token: string): string | undefined {
  if (!TOKEN.test(token)) return undefined;
  return createHash("sha256").update(token).digest("base64url");
}
