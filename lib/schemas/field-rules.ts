import { z } from "zod";

// The pages' content policy forbids `eval`, by which zod makes checks fast, and reports even the attempt.
if (typeof window !== "undefined") z.config({ jitless: true });

// The limits of what people type, in Unicode code points: once, for forms, routes and documents.
export const USERNAME_MAX_LENGTH = 50;
export const EMAIL_MAX_LENGTH = 120;
export const PASSWORD_MIN_LENGTH = 8;
export const PASSWORD_MAX_LENGTH = 128;
export const TITLE_MAX_LENGTH = 100;
export const CONTENT_MAX_LENGTH = 50_000;

/** So many UTF-16 units may stand for one character before it is composed: four code points of two units each. */
const UNITS_PER_CHARACTER = 8;

/**
 * Normalises a text of which at most `maxLength` characters may be left. What is too long for that is left alone, and so
 * is too long afterwards: marks that are out of order take a time that grows with the square of their number, some ten
 * seconds for a body of 256 KiB, in which nobody else would be served.
 */
function normalizeShort(text: string, form: "NFC" | "NFKC", maxLength: number): string {
  return text.length <= maxLength * UNITS_PER_CHARACTER ? text.normalize(form) : text;
}

/**
 * Brings a username into the form in which it is shown: NFKC, no white space around it, single spaces inside
 * (RFC 8266 §2.1, Nickname profile).
 */
export function normalizeUsername(typed: string): string {
  return foldSpaces(normalizeShort(foldSpaces(typed), "NFKC", USERNAME_MAX_LENGTH));
}

function foldSpaces(text: string): string {
  return text.replace(/\p{White_Space}+/gu, " ").replace(/^ | $/g, "");
}

/** Brings a password into the form in which it is counted and hashed, however it was composed: NFC. */
export function normalizePassword(typed: string): string {
  return normalizeShort(typed, "NFC", PASSWORD_MAX_LENGTH);
}

export const usernameField = z
  .string("Enter a username")
  .overwrite(normalizeUsername)
  .check(
    z.minLength(1, { error: "Enter a username", abort: true }),
    z.maxLength(USERNAME_MAX_LENGTH, `Use at most ${USERNAME_MAX_LENGTH} characters`),
    z.regex(/^\P{C}*$/u, "Leave out invisible and control characters"),
    // Fillers such as U+3164 count as letters but show nothing.
    z.regex(/(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{Nd}]/u, "Use at least one letter or digit"),
  )
  .meta({
    description: "In NFKC, without white space around it; no two users share one, whatever its case.",
    examples: ["Ada Lovelace"],
  });

/** Lower-cased only after it is known to be ASCII: U+212A, the Kelvin sign, would otherwise become `k`. */
export const emailField = z
  .string("Enter an email address")
  .trim()
  .check(
    z.minLength(1, { error: "Enter an email address", abort: true }),
    z.email("Enter an email address like name@example.com"),
    z.maxLength(EMAIL_MAX_LENGTH, `Use at most ${EMAIL_MAX_LENGTH} characters`),
    z.toLowerCase(),
  )
  .meta({ description: "Kept in lower case; no two users share one.", examples: ["ada@example.com"] });

/** Never trimmed or cut (NIST SP 800-63B-4 §3.1.1.2). */
export const newPasswordField = z
  .string("Enter a password")
  .overwrite(normalizePassword)
  .check(
    z.minLength(PASSWORD_MIN_LENGTH, `Use at least ${PASSWORD_MIN_LENGTH} characters`),
    z.maxLength(PASSWORD_MAX_LENGTH, `Use at most ${PASSWORD_MAX_LENGTH} characters`),
    // A lone surrogate is half a character: in UTF-8 all of them become the same U+FFFD.
    z.refine((password) => password.isWellFormed(), "Leave out broken characters"),
  )
  .meta({
    description: "Any characters, spaces included; never trimmed or cut.",
    format: "password",
    examples: ["correct horse battery staple"],
  });

/** What no database can give back as it was typed: halves of characters, and U+0000. */
const isStorable = (text: string) => text.isWellFormed() && !text.includes("\0");

export const titleField = z
  .string("Enter a title")
  .trim()
  .check(
    z.minLength(1, { error: "Enter a title", abort: true }),
    z.maxLength(TITLE_MAX_LENGTH, `Use at most ${TITLE_MAX_LENGTH} characters`),
    z.refine(isStorable, "Leave out broken characters"),
  )
  .meta({ examples: ["On ink"] });

/** Plain text, kept as typed. */
export const contentField = z
  .string("Write something")
  .check(
    z.regex(/\S/u, { error: "Write something", abort: true }),
    z.maxLength(CONTENT_MAX_LENGTH, `Use at most ${CONTENT_MAX_LENGTH.toLocaleString("en")} characters`),
    z.refine(isStorable, "Leave out broken characters"),
  )
  .meta({ description: "Plain text, kept as typed.", examples: ["Black is not a colour."] });
