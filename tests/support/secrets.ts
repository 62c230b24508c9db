import { appendFileSync, existsSync, readFileSync } from "node:fs";

/** What a hash of a password begins with; hashes belong in the database and nowhere else. */
const PASSWORD_HASH = "$argon2";
/** The first part of a signed token: any token that has it is a leak, so that not each of thousands is looked for. */
const TOKEN_HEADER = /^eyJ[\w-]+\.(?=[\w-]+\.[\w-]+$)/;

/** Returns the secrets that a text or a file contains. */
export function findSecrets(content: string | Buffer, secrets: Iterable<string>): string[] {
  // Bytes are searched for bytes: Node.js 24.22 aborts when it looks for a string with a lone surrogate in a buffer.
  const has = (secret: string) =>
    typeof content === "string" ? content.includes(secret) : content.includes(Buffer.from(secret));
  const found = [...new Set(secrets)].filter(has);
  return typeof content === "string" && content.includes(PASSWORD_HASH) ? [...found, PASSWORD_HASH] : found;
}

/** Adds the secrets of a test file to those that are looked for when the shared product stops. */
export function writeSecrets(file: string, secrets: Iterable<string>): void {
  const wanted = [...secrets].map((secret) => TOKEN_HEADER.exec(secret)?.[0] ?? secret);
  appendFileSync(file, [...new Set(wanted)].map((secret) => `${JSON.stringify(secret)}\n`).join(""));
}

/** Reads the secrets of all test files. */
export function readSecrets(file: string): Set<string> {
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  return new Set(lines.filter((line) => line !== "").map((line) => JSON.parse(line) as string));
}
