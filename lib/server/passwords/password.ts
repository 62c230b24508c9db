import "server-only";
import { randomBytes } from "node:crypto";
import { hash, parseOptions, verify, type ParsedHashOptions } from "@node-rs/argon2";
import { PASSWORD_MAX_LENGTH } from "@/lib/schemas/field-limits";
import { normalizePassword } from "@/lib/schemas/field-rules";
import { enqueueHash } from "./hashing-queue";

/** The parameters that RFC 9106 §4 recommends if memory is scarce, in KiB. The library's default variant is Argon2id. */
const COST = { memoryCost: 65_536, timeCost: 3, parallelism: 4 } as const;
/** The most expensive stored hash that is verified. Beyond it, a manipulated row could exhaust memory or time. */
const LARGEST_COST = { memoryCost: 2 * COST.memoryCost, timeCost: 10, parallelism: 16 } as const;
const HASH_MAX_LENGTH = 200;
/** `Algorithm.Argon2id`, a const enum that isolated modules cannot import. */
const ARGON2ID: number = 2;

/** As expensive as a real hash. Matches no password, because its tag is random. */
const DUMMY_HASH = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$${phcBytes(16)}$${phcBytes(32)}`;

/**
 * Hashes a password, in NFC, into PHC form (97 characters) with a random salt.
 *
 * @throws {AppError} `overloaded` if the hashing queue is full
 */
export async function hashPassword(password: string): Promise<string> {
  return enqueueHash(() => hash(normalizePassword(password), COST));
}

/**
 * Returns whether a password matches a hash. A missing hash (an unknown email) or an unusable one takes the same time and
 * matches nothing.
 *
 * @throws {AppError} `overloaded` if the hashing queue is full
 */
export async function verifyPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  const typed = normalizePassword(password);
  if ([...typed].length > PASSWORD_MAX_LENGTH) return false;
  const runnable = passwordHash !== undefined && readCost(passwordHash) !== undefined;
  const matches = await enqueueHash(() => verify(runnable ? passwordHash : DUMMY_HASH, typed));
  return runnable && matches;
}

/** Returns whether a verified hash has weaker parameters than `COST` and should be replaced. */
export function needsRehash(passwordHash: string): boolean {
  const cost = readCost(passwordHash);
  return cost === undefined || cost.memoryCost < COST.memoryCost || cost.timeCost < COST.timeCost;
}

/** Returns the parameters of a stored hash, or undefined if it is not an argon2id hash of an acceptable cost. */
function readCost(passwordHash: string): ParsedHashOptions | undefined {
  if (passwordHash.length > HASH_MAX_LENGTH) return undefined;
  try {
    const cost = parseOptions(passwordHash);
    const affordable =
      cost.memoryCost <= LARGEST_COST.memoryCost &&
      cost.timeCost <= LARGEST_COST.timeCost &&
      cost.parallelism <= LARGEST_COST.parallelism;
    return affordable && cost.algorithm === ARGON2ID ? cost : undefined;
  } catch {
    return undefined;
  }
}

/** Returns random bytes in the unpadded base64 of the PHC string format. */
function phcBytes(length: number): string {
  return randomBytes(length).toString("base64").replace(/=+$/, "");
}
