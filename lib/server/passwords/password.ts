import "server-only";
import { randomBytes } from "node:crypto";
import { hash, parseOptions, verify, type ParsedHashOptions } from "@node-rs/argon2";
import { normalizePassword, PASSWORD_MAX_LENGTH } from "@/lib/schemas/field-rules";
import { enqueueHash } from "./hashing-queue";

/** Argon2id (the library's default kind) as RFC 9106 §4 recommends where memory is scarce; memory in KiB. */
const COST = { memoryCost: 65_536, timeCost: 3, parallelism: 4 } as const;
/** What a stored hash may ask for before it counts as an attack on our memory and time rather than as a hash. */
const LARGEST_COST = { memoryCost: 2 * COST.memoryCost, timeCost: 10, parallelism: 16 } as const;
const HASH_MAX_LENGTH = 200;
/** `Algorithm.Argon2id`: a const enum, which code compiled file by file cannot name. */
const ARGON2ID: number = 2;

/** Costs what a real hash costs and matches no password, since its tag is random. */
const DUMMY_HASH = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$${phcBytes(16)}$${phcBytes(32)}`;

/**
 * Hashes a password, in NFC, into PHC form (97 characters) with a random salt.
 *
 * @throws {AppError} `overloaded` when there are too many to hash
 */
export async function hashPassword(password: string): Promise<string> {
  return enqueueHash(() => hash(normalizePassword(password), COST));
}

/**
 * Says whether `password` is the one behind `passwordHash`. An absent hash (an unknown e-mail) and one that is not ours
 * to run take the time of a verification and match nothing.
 *
 * @throws {AppError} `overloaded` when there are too many to hash
 */
export async function verifyPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  const typed = normalizePassword(password);
  if ([...typed].length > PASSWORD_MAX_LENGTH) return false;
  const runnable = passwordHash !== undefined && readCost(passwordHash) !== undefined;
  const matches = await enqueueHash(() => verify(runnable ? passwordHash : DUMMY_HASH, typed));
  return runnable && matches;
}

/** Says whether a hash that was just verified is of weaker parameters than today's, so that it should be replaced. */
export function needsRehash(passwordHash: string): boolean {
  const cost = readCost(passwordHash);
  return cost === undefined || cost.memoryCost < COST.memoryCost || cost.timeCost < COST.timeCost;
}

/** The parameters of a stored hash, or undefined where it is no argon2id hash of a cost that we are willing to pay. */
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

/** Random bytes in the unpadded Base64 of the PHC string format. */
function phcBytes(length: number): string {
  return randomBytes(length).toString("base64").replace(/=+$/, "");
}
