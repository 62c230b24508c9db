import "server-only";
import { createHash } from "node:crypto";
import { env } from "@/lib/env";
import { logWarning } from "../log/log";

/** How long the service may take, in milliseconds: nobody waits for it longer to get an account. */
const LIMIT_MS = 1_000;
/** So much of the SHA-1, in hexadecimal digits, is told to the service; some 2,000 known passwords share it. */
const PREFIX_LENGTH = 5;
/** The rest of a SHA-1, and in how many breaches it was found; 0 in the lines that are there for their length alone. */
const LINE = /^([\dA-F]{35}):(\d+)$/;

/**
 * Asks the Pwned Passwords range API (https://haveibeenpwned.com/API/v3#PwnedPasswords) whether a password, in NFC, was in
 * a data breach, if `PASSWORD_BREACH_CHECK` is on. Where there is no answer it is taken for one that was not, and the log
 * says so.
 */
export async function isBreachedPassword(password: string): Promise<boolean> {
  if (env.PASSWORD_BREACH_CHECK === "off") return false;
  const sha1 = createHash("sha1").update(password).digest("hex").toUpperCase();
  try {
    const lines = await fetchRange(sha1.slice(0, PREFIX_LENGTH));
    return lines.some(([suffix, count]) => suffix === sha1.slice(PREFIX_LENGTH) && count > 0);
  } catch (error) {
    // The message alone: nothing in it names the address, and with it the beginning of the hash.
    const reason = error instanceof Error ? error.message : "no reason given";
    logWarning(`A new password was taken without a look among the breached ones: ${reason}`);
    return false;
  }
}

/** @throws when there is no answer in time, or none that is a range */
async function fetchRange(prefix: string): Promise<[suffix: string, count: number][]> {
  const response = await fetch(env.PASSWORD_BREACH_API_URL + prefix, {
    // Lines that count 0, so that the length of the answer tells nobody which range was asked for.
    headers: { "Add-Padding": "true", "User-Agent": "Inkwell" },
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(LIMIT_MS),
  });
  if (!response.ok) throw new Error(`the service answered ${response.status}`);
  return (await response.text())
    .trim()
    .split(/\r?\n/)
    .map((line) => {
      const [, suffix, count] = LINE.exec(line.toUpperCase()) ?? [];
      if (suffix === undefined) throw new Error("the service answered something else than a range");
      return [suffix, Number(count)];
    });
}
