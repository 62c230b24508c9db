import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";
import { db } from "../db/client";
import { execute, executeAll } from "../db/statements";
import { Prisma, type User } from "../generated/sqlite/client";
import type { Mail } from "../mail/mail";
import { insertMail } from "../mail/outbox-store";
import { replaceToken, type NewToken } from "./token-store";

/** A row of the users table without the password hash, which queries omit by default. */
export type UserRow = Omit<User, "passwordHash">;

/** The columns that are unique among users. */
export interface UniqueFields {
  usernameKey?: User["usernameKey"] | undefined;
  email?: User["email"] | undefined;
}

/** The mail that tells a user of a change, if there is one. It is stored together with the change. */
export interface Notice {
  notice: Mail | undefined;
  now: Date;
}

type NewUser = Pick<
  User,
  "username" | "usernameKey" | "email" | "passwordHash" | "emailVerifiedAt" | "createdAt"
>;

/** The mail with which a new user verifies the address. */
export interface VerificationMail {
  token: NewToken;
  mail: Mail;
}

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

/** Inserts a user, with the mail if there is one. Returns null if the email is reserved for another account. */
export async function insertUser(user: NewUser, verification?: VerificationMail): Promise<UserRow | null> {
  const { username, usernameKey, email, passwordHash, emailVerifiedAt, createdAt } = user;
  // The hash has a random salt: no other request inserts a user with it.
  const isNew = Prisma.sql`users.email = ${email} AND users.password_hash = ${passwordHash}`;
  await executeAll([
    Prisma.sql`
      INSERT INTO users (username, username_key, email, password_hash, email_verified_at, created_at)
      SELECT ${username}, ${usernameKey}, ${email}, ${passwordHash}, ${emailVerifiedAt}, ${createdAt}
      WHERE NOT EXISTS (SELECT 1 FROM email_reservations WHERE email = ${email} AND expires_at > ${createdAt})`,
    ...(verification === undefined
      ? []
      : [
          replaceToken(verification.token, isNew),
          insertMail(verification.mail, {
            now: createdAt,
            onlyIf: Prisma.sql`EXISTS (SELECT 1 FROM users WHERE ${isNew})`,
          }),
        ]),
  ]);
  return db.user.findUnique({ where: { email, passwordHash } });
}

/**
 * Changes a password hash and ends all other sessions and all tokens of the user, unless the hash has changed since `oldHash`
 * was read. Returns whether it did.
 */
export async function changePasswordHash(
  userId: number,
  oldHash: string,
  newHash: string,
  keptSessionId: number,
  { notice, now }: Notice,
): Promise<boolean> {
  const isChanged = Prisma.sql`EXISTS (SELECT 1 FROM users WHERE id = ${userId} AND password_hash = ${newHash})`;
  const [changed = 0] = await executeAll([
    Prisma.sql`UPDATE users SET password_hash = ${newHash} WHERE id = ${userId} AND password_hash = ${oldHash}`,
    Prisma.sql`
      DELETE FROM sessions
      WHERE user_id = ${userId} AND id <> ${keptSessionId} AND ${isChanged}`,
    Prisma.sql`DELETE FROM account_tokens WHERE user_id = ${userId} AND ${isChanged}`,
    ...(notice === undefined ? [] : [insertMail(notice, { now, onlyIf: isChanged })]),
  ]);
  return changed > 0;
}

/** Changes a user and returns the result, or null if there is no such user, or none with the `expected` values. */
export async function updateUser(
  id: number,
  changes: Partial<Pick<User, "username" | "usernameKey" | "email" | "emailVerifiedAt">>,
  expected: Partial<Pick<User, "username" | "imageFile">> = {},
): Promise<UserRow | null> {
  const [user] = await db.user.updateManyAndReturn({ where: { id, ...expected }, data: changes });
  return user ?? null;
}

/**
 * Deletes a user with their sessions and posts, and returns whether there was one. Many posts are deleted in batches before,
 * because SQLite blocks the process meanwhile; if the process stops in between, the account remains with fewer posts.
 */
export async function deleteUser(id: number, { notice, now }: Notice): Promise<boolean> {
  const posts = Prisma.sql`SELECT id FROM posts WHERE user_id = ${id} ORDER BY id DESC LIMIT ${POSTS_AT_ONCE}`;
  while ((await execute(Prisma.sql`DELETE FROM posts WHERE id IN (${posts})`)) === POSTS_AT_ONCE)
    await nextTurn();
  const onlyIf = Prisma.sql`EXISTS (SELECT 1 FROM users WHERE id = ${id})`;
  const counts = await executeAll([
    ...(notice === undefined ? [] : [insertMail(notice, { now, onlyIf })]),
    Prisma.sql`DELETE FROM users WHERE id = ${id}`,
  ]);
  return counts.at(-1) !== 0;
}
