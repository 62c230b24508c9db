import "server-only";
import { RESET_MINUTES, UNDO_DAYS, VERIFICATION_HOURS } from "@/lib/schemas/recovery";
import { AppError } from "../errors";
import { isMailConfigured } from "../mail/mail";
import { createAccountToken, hashAccountToken } from "../tokens/account-token";

const MINUTE_MS = 60_000;

/** How long each kind of link works, in milliseconds. */
export const TOKEN_LIFETIME_MS = {
  "reset-password": RESET_MINUTES * MINUTE_MS,
  "verify-email": VERIFICATION_HOURS * 60 * MINUTE_MS,
  "change-email": VERIFICATION_HOURS * 60 * MINUTE_MS,
  "undo-email-change": UNDO_DAYS * 24 * 60 * MINUTE_MS,
};

/** A new token: the link has `value`, the database the rest. */
export interface IssuedToken {
  value: string;
  tokenHash: string;
  expiresAt: Date;
}

export function issueToken(kind: keyof typeof TOKEN_LIFETIME_MS, now: Date): IssuedToken {
  const value = createAccountToken();
  const tokenHash = hashAccountToken(value) ?? "";
  return { value, tokenHash, expiresAt: new Date(now.getTime() + TOKEN_LIFETIME_MS[kind]) };
}

/** @throws {AppError} `validation-error` if the text is not shaped like a token */
export function requireTokenHash(token: string): string {
  const tokenHash = hashAccountToken(token);
  if (tokenHash === undefined) throw invalidToken();
  return tokenHash;
}

/** Builds the error of a link that cannot be used, whatever the reason. */
export function invalidToken(): AppError {
  const detail = "This link has expired or was used before. Ask for a new one.";
  return new AppError("validation-error", {
    detail,
    errors: [{ pointer: "#/token", detail, code: "invalid-token" }],
  });
}

/** @throws {AppError} `mail-not-configured` */
export function requireMail(): void {
  if (!isMailConfigured()) throw new AppError("mail-not-configured");
}
