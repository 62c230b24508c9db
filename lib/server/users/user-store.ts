import "server-only";
import { db } from "../db/client";
import { executeAll } from "../db/statements";
import { Prisma } from "../generated/prisma/client";

/** A user as the database gives it: without the password's hash. */
export type UserRow = NonNullable<Awaited<ReturnType<typeof getUserById>>>;

/** The part of a user that anyone may see. */
export type UserPublicRow = Pick<UserRow, "id" | "username" | "imageFile">;

/** The part of a user that its owner gets. */
export type UserPrivateRow = Pick<UserRow, "id" | "username" | "imageFile" | "email">;

/** What no two users share. */
export interface UniqueFields {
  usernameKey?: string;
  email?: string;
}

interface NewUser extends Required<UniqueFields> {
  username: string;
  passwordHash: string;
}

export async function getUserById(id: number) {
  return db.user.findUnique({ where: { id } });
}

/** Gives the user of a (lower-case) e-mail together with the password's hash: for log-in alone. */
export async function getUserWithHashByEmail(email: string) {
  return db.user.findUnique({ where: { email }, omit: { passwordHash: false } });
}

/** Gives those who have one of the unique fields: at most one for each. */
export async function findUsersByUniqueFields(fields: UniqueFields): Promise<UserRow[]> {
  const { usernameKey, email } = fields;
  return db.user.findMany({
    where: {
      OR: [
        ...(usernameKey !== undefined ? [{ usernameKey }] : []),
        ...(email !== undefined ? [{ email }] : []),
      ],
    },
  });
}

export async function insertUser(user: NewUser): Promise<UserRow> {
  return db.user.create({ data: user });
}

/** Replaces a password's hash, unless it has changed since `oldHash` was read. */
export async function replacePasswordHash(userId: number, oldHash: string, newHash: string): Promise<void> {
  await db.user.updateMany({ where: { id: userId, passwordHash: oldHash }, data: { passwordHash: newHash } });
}

/**
 * Changes a password's hash, unless it has changed since `oldHash` was read, and ends all sessions of the user but one; says
 * whether it did.
 */
export async function changePasswordHash(
  userId: number,
  oldHash: string,
  newHash: string,
  keptSessionId: number,
): Promise<boolean> {
  const [changed = 0] = await executeAll([
    Prisma.sql`UPDATE users SET password_hash = ${newHash} WHERE id = ${userId} AND password_hash = ${oldHash}`,
    Prisma.sql`
      DELETE FROM sessions
      WHERE user_id = ${userId} AND id <> ${keptSessionId}
        AND EXISTS (SELECT 1 FROM users WHERE id = ${userId} AND password_hash = ${newHash})`,
  ]);
  return changed > 0;
}

/** Changes a user; says whether there was one. */
export async function updateUser(
  id: number,
  changes: Partial<Omit<NewUser, "passwordHash">>,
): Promise<boolean> {
  const { count } = await db.user.updateMany({ where: { id }, data: changes });
  return count > 0;
}

/** Deletes a user, and in the same statement the posts (the database cascades); says whether there was one. */
export async function deleteUser(id: number): Promise<boolean> {
  const { count } = await db.user.deleteMany({ where: { id } });
  return count > 0;
}
