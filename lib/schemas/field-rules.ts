import { z } from "zod";

// zod compiles its checks with `eval`. The content security policy of the pages forbids that and reports each attempt.
if (typeof window !== "undefined") z.config({ jitless: true });

// The limits of form fields, in Unicode code points. Forms, routes and the API document share them.
export const USERNAME_MAX_LENGTH = 50;
export const EMAIL_MAX_LENGTH = 120;
export const PASSWORD_MIN_LENGTH = 8;
export const PASSWORD_MAX_LENGTH = 128;
export const TITLE_MAX_LENGTH = 100;
export const CONTENT_MAX_LENGTH = 50_000;

/** The most UTF-16 units that compose to one character: four code points of two units each. */
const UNITS_PER_CHARACTER = 8;

/**
 * Normalizes a text, unless even its composed form would be longer than `maxLength` characters. Such a text is returned as
 * it is and fails the length check. Normalizing it could block the server: sorting combining marks takes quadratic time,
 * about ten seconds for a body of 256 KiB.
 */
function normalizeShort(text: string, form: "NFC" | "NFKC", maxLength: number): string {
  return text.length <= maxLength * UNITS_PER_CHARACTER ? text.normalize(form) : text;
}

/**
 * Returns a username as it is stored and displayed: in NFKC, trimmed, with single spaces inside (RFC 8266 §2.1, Nickname
 * profile).
 */
export function normalizeUsername(typed: string): string {
  return foldSpaces(normalizeShort(foldSpaces(typed), "NFKC", USERNAME_MAX_LENGTH));
}

function foldSpaces(text: string): string {
  return text.replace(/\p{White_Space}+/gu, " ").replace(/^ | $/g, "");
}

/** Returns a password in NFC, the form in which it is counted and hashed, so that keyboards that compose differently agree. */
export function normalizePassword(typed: string): string {
  return normalizeShort(typed, "NFC", PASSWORD_MAX_LENGTH);
}

export const usernameField = z
  .string("Enter a username")
  .overwrite(normalizeUsername)
  .check(
    z.minLength(1, { error: "Enter a username", abort: true }),
    z.maxLength(USERNAME_MAX_LENGTH, `Use at most ${USERNAME_MAX_LENGTH} characters`),
    z.regex(/^\P{C}*$/u, "Remove invisible and control characters"),
    // Fillers such as U+3164 are letters but display nothing.
    z.regex(/(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{Nd}]/u, "Use at least one letter or digit"),
  )
  .meta({
    description: "Stored in NFKC, trimmed. Unique without regard to case.",
    examples: ["Ada Lovelace"],
  });

/** The address is lower-cased after the format check, because lower-casing turns U+212A (Kelvin sign) into an ASCII `k`. */
export const emailField = z
  .string("Enter an email address")
  .trim()
  .check(
    z.minLength(1, { error: "Enter an email address", abort: true }),
    z.email("Enter an email address like name@example.com"),
    z.maxLength(EMAIL_MAX_LENGTH, `Use at most ${EMAIL_MAX_LENGTH} characters`),
    z.toLowerCase(),
  )
  .meta({ description: "Stored in lower case. Unique.", examples: ["ada@example.com"] });

/** Passwords are never trimmed or truncated (NIST SP 800-63B-4 §3.1.1.2). */
export const newPasswordField = z
  .string("Enter a password")
  .overwrite(normalizePassword)
  .check(
    z.minLength(PASSWORD_MIN_LENGTH, `Use at least ${PASSWORD_MIN_LENGTH} characters`),
    z.maxLength(PASSWORD_MAX_LENGTH, `Use at most ${PASSWORD_MAX_LENGTH} characters`),
    // In UTF-8 every lone surrogate becomes U+FFFD, so different passwords would have the same hash.
    z.refine((password) => password.isWellFormed(), "Remove invalid characters"),
  )
  .meta({
    description: "Any characters, including spaces. Never trimmed or truncated.",
    format: "password",
    examples: ["correct horse battery staple"],
  });

/** Returns whether every supported database returns the text unchanged. Lone surrogates and U+0000 are lost. */
const isStorable = (text: string) => text.isWellFormed() && !text.includes("\0");

export const titleField = z
  .string("Enter a title")
  .trim()
  .check(
    z.minLength(1, { error: "Enter a title", abort: true }),
    z.maxLength(TITLE_MAX_LENGTH, `Use at most ${TITLE_MAX_LENGTH} characters`),
    z.refine(isStorable, "Remove invalid characters"),
  )
  .meta({ examples: ["On ink"] });

/** Plain text, stored exactly as sent. */
export const contentField = z
  .string("Write something")
  .check(
    z.regex(/\S/u, { error: "Write something", abort: true }),
    z.maxLength(CONTENT_MAX_LENGTH, `Use at most ${CONTENT_MAX_LENGTH.toLocaleString("en")} characters`),
    z.refine(isStorable, "Remove invalid characters"),
  )
  .meta({ description: "Plain text, stored exactly as sent.", examples: ["Black is not a colour."] });
