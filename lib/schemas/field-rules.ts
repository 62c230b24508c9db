import { z } from "zod";
import {
  CONTENT_MAX_LENGTH,
  PASSWORD_MAX_LENGTH,
  PASSWORD_MIN_LENGTH,
  TITLE_MAX_LENGTH,
} from "./field-limits";
import { normalizeShort } from "./normalize-short";
import { VISIBLE_TEXT } from "./visible-text";

// zod compiles its checks with `eval`. The content security policy of the pages forbids that and reports each attempt.
if (typeof window !== "undefined") z.config({ jitless: true });

/** Returns a password in NFC, the form in which it is counted and hashed, so that keyboards that compose differently agree. */
export function normalizePassword(typed: string): string {
  return normalizeShort(typed, "NFC", PASSWORD_MAX_LENGTH);
}

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
    z.regex(VISIBLE_TEXT, { error: "Enter a title", abort: true }),
    z.maxLength(TITLE_MAX_LENGTH, `Use at most ${TITLE_MAX_LENGTH} characters`),
    z.refine(isStorable, "Remove invalid characters"),
  )
  .meta({ examples: ["On ink"] });

/** Markdown, stored exactly as sent. */
export const contentField = z
  .string("Write something")
  .check(
    z.regex(VISIBLE_TEXT, { error: "Write something", abort: true }),
    z.maxLength(CONTENT_MAX_LENGTH, `Use at most ${CONTENT_MAX_LENGTH.toLocaleString("en")} characters`),
    z.refine(isStorable, "Remove invalid characters"),
  )
  .meta({
    description: "Markdown (CommonMark and GFM), stored exactly as sent.",
    examples: ["Black is not a color."],
  });
