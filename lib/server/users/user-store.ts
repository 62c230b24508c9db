import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";
import { db } from "../db/client";
import { execute, executeAll } from "../db/statements";
import { Prisma, type User } from "../generated/sqlite/client";

/** A row of the users table without the password hash, which queries omit by default. */
export type UserRow = Omit<User, "passwordHash">;

/** The columns that are unique among users. */
export type UniqueFields = Partial<Pick<User, "usernameKey" | "email">>;

type NewUser = Pick<User, "username" | "usernameKey" | "email" | "passwordHash">;

/** The largest number of posts that one statement deletes. */
const POSTS_AT_ONCE = 50;

export async function getUserById(id: number): Promise<UserRow | null> {
  return db.user.findUnique({ where: { id } });
}

/** Returns the users that have any of the unique fields: at most one for each field. */
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

/**
 * Changes a password hash and ends all other sessions of the user, unless the hash has changed since `oldHash` was read.
 * Returns whether it did.
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

/** Changes a user and returns the result, or null if there is no such user, or none with the `expected` values. */
export async function updateUser(
  id: number,
  changes: Partial<Omit<NewUser, "passwordHash">>,
  expected: Partial<Pick<User, "username" | "imageFile">> = {},
): Promise<UserRow | null> {
  const [user] = await db.user.updateManyAndReturn({ where: { id, ...expected }, data: changes });
  return user ?? null;
}

/**
 * Deletes a user with their sessions and posts, and returns whether there was one. Many posts are deleted in batches before,
 * because SQLite blocks the process meanwhile; if the process stops in between, the account remains with fewer posts.
 */
export async function deleteUser(id: number): Promise<boolean> {
  const posts = Prisma.sql`SELECT id FROM posts WHERE user_id = ${id} ORDER BY id DESC LIMIT ${POSTS_AT_ONCE}`;
  while ((await execute(Prisma.sql`DELETE FROM posts WHERE id IN (${posts})`)) === POSTS_AT_ONCE)
    await nextTurn();
  const { count } = await db.user.deleteMany({ where: { id } });
  return count > 0;
}
