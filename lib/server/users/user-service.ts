import "server-only";
import { PROBLEMS, type FieldFault } from "@/lib/schemas/problem";
import type { UserCreate, UserPrivate, UserPublic } from "@/lib/schemas/user";
import { hashPassword } from "../auth/password";
import { AppError, UniqueViolationError } from "../errors";
import { findUsersByKeyOrEmail, getUserById, insertUser } from "./user-store";
import { toUserPrivate, toUserPublic } from "./user-view";
import { foldUsername } from "./username-key";

/**
 * Registers a user. Whether name and e-mail are free is for the database alone to say, at the moment of writing.
 *
 * @throws {AppError} `username-taken` or `email-taken`, with every field at fault
 */
export async function registerUser({ username, email, password }: UserCreate): Promise<UserPrivate> {
  const usernameKey = foldUsername(username);
  const passwordHash = await hashPassword(password);
  try {
    return toUserPrivate(await insertUser({ username, usernameKey, email, passwordHash }));
  } catch (error) {
    if (!(error instanceof UniqueViolationError)) throw error;
    throw await explainTaken(error, { usernameKey, email });
  }
}

/** @throws {AppError} `user-not-found` */
export async function requireUserPublic(id: number): Promise<UserPublic> {
  const user = await getUserById(id);
  if (user === null) throw new AppError("user-not-found");
  return toUserPublic(user);
}

/** Gives what a user may see of their own account, or null where there is no such user. */
export async function getUserPrivate(id: number): Promise<UserPrivate | null> {
  const user = await getUserById(id);
  return user && toUserPrivate(user);
}

/** The database names one column that was taken; people want to hear of both at once. */
async function explainTaken(violation: UniqueViolationError, wanted: { usernameKey: string; email: string }) {
  const holders = await findUsersByKeyOrEmail(wanted.usernameKey, wanted.email);
  const usernameTaken =
    violation.columns.includes("username_key") ||
    holders.some((user) => user.usernameKey === wanted.usernameKey);
  const emailTaken =
    violation.columns.includes("email") || holders.some((user) => user.email === wanted.email);
  const errors = [
    ...(usernameTaken ? [takenFault("username", "username-taken")] : []),
    ...(emailTaken ? [takenFault("email", "email-taken")] : []),
  ];
  return new AppError(usernameTaken ? "username-taken" : "email-taken", { errors, cause: violation });
}

function takenFault(field: string, code: "username-taken" | "email-taken"): FieldFault {
  return { pointer: `#/${field}`, detail: PROBLEMS[code].detail, code };
}
