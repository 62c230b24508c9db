import "server-only";
import { db } from "../db";

/** A user as the database gives it: without the password's hash. */
export type UserRow = NonNullable<Awaited<ReturnType<typeof getUserById>>>;

interface NewUser {
  username: string;
  usernameKey: string;
  email: string;
  passwordHash: string;
}

export async function getUserById(id: number) {
  return db.user.findUnique({ where: { id } });
}

/** Gives the user of a (lower-case) e-mail together with the password's hash: for log-in alone. */
export async function getUserWithHashByEmail(email: string) {
  return db.user.findUnique({ where: { email }, omit: { passwordHash: false } });
}

/** Gives those who have the username's key or the e-mail: at most two. */
export async function findUsersByKeyOrEmail(usernameKey: string, email: string) {
  return db.user.findMany({ where: { OR: [{ usernameKey }, { email }] } });
}

export async function insertUser(user: NewUser): Promise<UserRow> {
  return db.user.create({ data: user });
}

/** Replaces a password's hash, unless it has changed since `oldHash` was read. */
export async function replacePasswordHash(userId: number, oldHash: string, newHash: string): Promise<void> {
  await db.user.updateMany({ where: { id: userId, passwordHash: oldHash }, data: { passwordHash: newHash } });
}
