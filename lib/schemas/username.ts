import { z } from "zod";
import { normalizeShort } from "./normalize-short";
import { isOfOneWritingSystem } from "./scripts";
import { NO_BLANK_CHARACTERS } from "./visible-text";

export const USERNAME_MAX_LENGTH = 50;

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

/** The username of a new or renamed account. Accounts keep the names that older rules allowed. */
export const usernameField = z
  .string("Enter a username")
  .overwrite(normalizeUsername)
  .check(
    z.minLength(1, { error: "Enter a username", abort: true }),
    z.maxLength(USERNAME_MAX_LENGTH, `Use at most ${USERNAME_MAX_LENGTH} characters`),
    z.regex(NO_BLANK_CHARACTERS, "Remove invisible and control characters"),
    z.regex(/[\p{L}\p{Nd}]/u, "Use at least one letter or digit"),
    // A combining mark joins the character before it, which belongs to the text around the name.
    z.regex(/^\P{M}/u, "Start with a letter, digit or symbol, not with a combining mark"),
    // It makes a name look like a link.
    z.regex(/^[^\u0332]*$/u, "Remove combining underlines"),
    z.refine(
      isOfOneWritingSystem,
      "Use letters of one script only: some letters look alike but are different",
    ),
  )
  .meta({
    description:
      "Stored in NFKC, trimmed. Unique without regard to case. All letters belong to one script, or to Latin and the scripts of Japanese, Chinese or Korean.",
    examples: ["Ada Lovelace"],
  });
