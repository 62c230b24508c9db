import "server-only";
import { db } from "../db/client";
import type { User } from "../generated/sqlite/client";

/** A user with the hash of their password. */
export type CredentialsRow = User;

/** Returns the user of a (lowercase) email with the hash of their password. */
export async function findCredentials(email: string): Promise<CredentialsRow | null> {
  return db.user.findUnique({ where: { email }, omit: { passwordHash: false } });
}

/** Replaces the hash of a password unless it has changed since `oldHash` was read. */
export async function replacePasswordHash(userId: number, oldHash: string, newHash: string): Promise<void> {
  await db.user.updateMany({ where: { id: userId, passwordHash: oldHash }, data: { passwordHash: newHash } });
}
