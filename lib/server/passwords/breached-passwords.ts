import "server-only";
import { createHash } from "node:crypto";
import { env } from "@/lib/env";
import { logWarning } from "../log/log";

/** The timeout of the service in milliseconds. Registration does not wait longer. */
const LIMIT_MS = 1_000;
/** The hexadecimal digits of the SHA-1 that are sent to the service. About 2,000 known passwords share them. */
const PREFIX_LENGTH = 5;
/** The rest of a SHA-1, and how often it was found in breaches; 0 in padding lines. */
const LINE = /^([\dA-F]{35}):(\d+)$/;

/**
 * Returns whether the Pwned Passwords range API (https://haveibeenpwned.com/API/v3#PwnedPasswords) knows a password, in NFC,
 * from a data breach. Without a response, or with `PASSWORD_BREACH_CHECK` off, returns false; the former is logged.
 */
export async function isBreachedPassword(password: string): Promise<boolean> {
  if (env.PASSWORD_BREACH_CHECK === "off") return false;
  const sha1 = createHash("sha1").update(password).digest("hex").toUpperCase();
  try {
    const lines = await fetchRange(sha1.slice(0, PREFIX_LENGTH));
    return lines.some(([suffix, count]) => suffix === sha1.slice(PREFIX_LENGTH) && count > 0);
  } catch (error) {
    // Only the message, because the error itself contains the URL with the start of the hash.
    const reason = error instanceof Error ? error.message : "unknown reason";
    logWarning(`A new password was accepted without the breach check: ${reason}`);
    return false;
  }
}

/** @throws {Error} if there is no valid response in time */
async function fetchRange(prefix: string): Promise<[suffix: string, count: number][]> {
  const response = await fetch(env.PASSWORD_BREACH_API_URL + prefix, {
    // Padding, so that the length of the response does not reveal the range.
    headers: { "Add-Padding": "true", "User-Agent": "Inkwell" },
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(LIMIT_MS),
  });
  if (!response.ok) throw new Error(`the service responded with ${response.status}`);
  return (await response.text())
    .trim()
    .split(/\r?\n/)
    .map((line) => {
      const [, suffix, count] = LINE.exec(line.toUpperCase()) ?? [];
      if (suffix === undefined) throw new Error("the service returned an invalid range");
      return [suffix, Number(count)];
    });
}
