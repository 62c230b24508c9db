import { z } from "zod";

export const EMAIL_MAX_LENGTH = 120;

/** One atom of a local part (RFC 5321 §4.1.2, RFC 5322 §3.2.3). */
const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
/** One label of a domain (RFC 1034 §3.5, RFC 1123 §2.1). */
const LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
/** Local part (at most 64 characters), `@`, and at least two labels, the last of which is not a number. Takes linear time. */
const ADDRESS = new RegExp(`^(?=[^@]{1,64}@)${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+(?![0-9]+$)${LABEL}$`);

/** The email address of a new account, or a changed one. Accounts keep the addresses that older rules allowed. */
export const emailField = z
  .string("Enter an email address")
  .trim()
  .check(
    z.minLength(1, { error: "Enter an email address", abort: true }),
    z.email({ pattern: ADDRESS, error: "Enter an email address like name@example.com" }),
    z.maxLength(EMAIL_MAX_LENGTH, `Use at most ${EMAIL_MAX_LENGTH} characters`),
    // After the format check, because lower-casing turns U+212A (Kelvin sign) into an ASCII `k`.
    z.toLowerCase(),
  )
  .meta({ description: "Stored in lower case. Unique.", examples: ["ada@example.com"] });

/**
 * Returns the address that a login looks up, or undefined if no account can have it. It accepts every address that some
 * version of `emailField` has accepted.
 */
export function normalizeLoginEmail(typed: string): string | undefined {
  const email = typed.trim();
  const isPossible = email.length <= EMAIL_MAX_LENGTH && /^[!-~]+$/.test(email);
  return isPossible ? email.toLowerCase() : undefined;
}
