import "server-only";
import { env } from "@/lib/env";
import { mayChangeUser } from "@/lib/policies/ownership";
import { PROBLEMS, type FieldError } from "@/lib/schemas/problem";
import {
  userPublicSchema,
  type UserCreate,
  type UserPrivate,
  type UserPublic,
  type UserUpdate,
} from "@/lib/schemas/user";
import { hashPassword } from "../passwords/password";
import { requireRecentLogin } from "../auth/step-up";
import { rejectCommonPassword } from "../passwords/reject-common-password";
import { AppError, UniqueViolationError } from "../errors";
import { requireMatch, type Precondition } from "../etag";
import { foldText } from "../fold-text";
import { countProfileChange, countRegistration } from "../limits/limit-service";
import { logEvent } from "../log/log";
import type { CurrentUser } from "../sessions/session-service";
import {
  deleteUser,
  findUsersByUniqueFields,
  getUserById,
  insertUser,
  updateUser,
  type UniqueFields,
  type UserRow,
} from "./user-store";
import { toUserPrivate, toUserPublic } from "./user-view";

/** The user who changes or deletes an account. */
type Actor = Pick<CurrentUser, "id" | "email" | "authTime">;

/** Returns whether visitors can register. */
export function isRegistrationOpen(): boolean {
  return env.REGISTRATION === "open";
}

/**
 * Registers a visitor as a user.
 *
 * @throws {AppError} `registration-closed`; `too-many-requests`; the errors of `createUser`
 */
export async function registerUser(user: UserCreate): Promise<UserPrivate> {
  if (!isRegistrationOpen()) throw new AppError("registration-closed");
  await countRegistration();
  return createUser(user);
}

/**
 * Creates a user. Only the database decides whether the username and the email address are free, when it inserts the row.
 *
 * @throws {AppError} `username-taken` or `email-taken`, listing each taken field; `validation-error` for a common password
 */
export async function createUser({ username, email, password }: UserCreate): Promise<UserPrivate> {
  await rejectCommonPassword(password, { username, email });
  const usernameKey = foldText(username);
  const passwordHash = await hashPassword(password);
  try {
    const user = await insertUser({ username, usernameKey, email, passwordHash });
    logEvent("user_created", { user_id: user.id });
    return toUserPrivate(user);
  } catch (error) {
    if (!(error instanceof UniqueViolationError)) throw error;
    throw await explainTaken(error, { usernameKey, email });
  }
}

/**
 * Returns the public part of a user.
 *
 * @throws {AppError} `user-not-found`
 */
export async function requireUserPublic(id: number): Promise<UserPublic> {
  return toUserPublic(await requireRow(id));
}

/**
 * Returns all that the owner of an account may know of it.
 *
 * @throws {AppError} `invalid-token` if the account was deleted after the token had been verified
 */
export async function requireAccount({ id, pendingEmail }: Actor): Promise<UserPrivate & { created_at: string }> {
  const user = await getUserById(id);
  if (user === null) throw new AppError("invalid-token");
  return { ...toUserPrivate(user, pendingEmail), created_at: user.createdAt.toISOString() };
}

/** Returns the current user's account as its owner sees it. */
export function showOwnAccount(user: CurrentUser): UserPrivate {
  return toUserPrivate(user);
}

/**
 * Changes a user's username or email address. Changing only the case of one's username is not a conflict. With a
 * precondition, it changes only the state of the public part that meets the precondition.
 *
 * @throws {AppError} `user-not-found`; `forbidden` unless the actor is the user; `precondition-failed`;
 *   `insufficient-user-authentication` for a new email address after an old login; `username-taken`, `email-taken` or
 *   `too-many-requests`
 */
export async function changeUser(
  actor: Actor,
  id: number,
  update: UserUpdate,
  ifMatch?: Precondition,
): Promise<UserPrivate> {
  const { username, email } = update;
  const { username: oldUsername, imageFile } = await requireOwnRow(actor, id, ifMatch);
  if (email !== undefined && email !== actor.email) requireRecentLogin(actor);
  await countProfileChange(id);
  const changes = {
    ...(username !== undefined && { username, usernameKey: foldText(username) }),
    ...(email !== undefined && { email }),
  };
  const expected = ifMatch ? { username: oldUsername, imageFile } : {};
  try {
    const user = await updateUser(id, changes, expected);
    if (user === null) throw await explainUnmatched(id);
    logEvent("user_updated", { user_id: id, fields: Object.keys(update) });
    return toUserPrivate(user);
  } catch (error) {
    if (!(error instanceof UniqueViolationError)) throw error;
    throw await explainTaken(error, changes, id);
  }
}

/**
 * Deletes a user with all their posts and sessions.
 *
 * @throws {AppError} `user-not-found`; `forbidden` unless the actor is the user; `insufficient-user-authentication`
 */
export async function removeUser(actor: Actor, id: number): Promise<void> {
  await requireOwnRow(actor, id);
  requireRecentLogin(actor);
  if (await deleteUser(id)) logEvent("user_deleted", { user_id: id });
}

async function requireRow(id: number): Promise<UserRow> {
  const user = await getUserById(id);
  if (user === null) throw new AppError("user-not-found");
  return user;
}

async function requireOwnRow(actor: Actor, id: number, ifMatch?: Precondition): Promise<UserRow> {
  const user = await requireRow(id);
  if (!mayChangeUser(actor, user)) throw new AppError("forbidden");
  requireMatch(ifMatch, userPublicSchema.parse(toUserPublic(user)));
  return user;
}

/** Builds the error of a change that found no row to change: the account was deleted or changed since it was read. */
async function explainUnmatched(id: number): Promise<AppError> {
  return new AppError((await getUserById(id)) === null ? "user-not-found" : "precondition-failed");
}

/** Builds the error for a unique violation. The database reports one column, but the error lists every taken field. */
async function explainTaken(
  violation: UniqueViolationError,
  wanted: UniqueFields,
  ownId?: number,
): Promise<AppError> {
  const holders = (await findUsersByUniqueFields(wanted)).filter((user) => user.id !== ownId);
  const isTaken = {
    username:
      violation.columns.includes("username_key") ||
      holders.some((user) => user.usernameKey === wanted.usernameKey),
    email: violation.columns.includes("email") || holders.some((user) => user.email === wanted.email),
  };
  const errors = [
    ...(isTaken.username ? [takenError("username", "username-taken")] : []),
    ...(isTaken.email ? [takenError("email", "email-taken")] : []),
  ];
  return new AppError(isTaken.username ? "username-taken" : "email-taken", { errors, cause: violation });
}

function takenError(field: string, code: "username-taken" | "email-taken"): FieldError {
  return { pointer: `#/${field}`, detail: PROBLEMS[code].detail, code };
}
