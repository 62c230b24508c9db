import "server-only";
import { env } from "@/lib/env";
import { mayChangeUser } from "@/lib/policies/ownership";
import {
  userPublicSchema,
  type UserCreate,
  type UserPrivate,
  type UserPublic,
  type UserUpdate,
} from "@/lib/schemas/user";
import { hashPassword } from "../passwords/password";
import { requireRecentLogin } from "../auth/step-up";
import { currentTime } from "../clock";
import { rejectCommonPassword } from "../passwords/reject-common-password";
import { AppError, UniqueViolationError } from "../errors";
import { requireMatch, type Precondition } from "../etag";
import { foldText } from "../fold-text";
import { countProfileChange, countRegistration } from "../limits/limit-service";
import { isMailAllowed } from "../limits/mail-limit";
import { logEvent } from "../log/log";
import { isMailConfigured } from "../mail/mail";
import { wakeOutbox } from "../mail/outbox-worker";
import type { CurrentUser } from "../sessions/session-service";
import { cancelEmailChange, countEmailChange, requireFree, requestEmailChange } from "./email-change-service";
import { issueToken } from "./mail-tokens";
import { noticeOf } from "./notices";
import { explainTaken } from "./taken-fields";
import {
  deleteUser,
  getUserById,
  insertUser,
  updateUser,
  type UserRow,
  type VerificationMail,
} from "./user-store";
import { toUserPrivate, toUserPublic } from "./user-view";

/** The user who changes or deletes an account. */
type Actor = Pick<CurrentUser, "id" | "username" | "email" | "pendingEmail" | "authTime">;

/** Returns whether visitors can register. */
export function isRegistrationOpen(): boolean {
  return env.REGISTRATION === "open";
}

/**
 * Registers a visitor as a user, and sends them a mail to verify the address if mail is configured.
 *
 * @throws {AppError} `registration-closed`; `too-many-requests`; the errors of `createUser`
 */
export async function registerUser(user: UserCreate): Promise<UserPrivate> {
  if (!isRegistrationOpen()) throw new AppError("registration-closed");
  await countRegistration();
  return createUser(user, { isVerified: false });
}

/**
 * Creates a user. Only the database decides whether the username and the email address are free, when it inserts the row.
 *
 * @param isVerified whether the address is known to be the user's. Otherwise they get a mail to verify it.
 * @throws {AppError} `username-taken` or `email-taken`, listing each taken field; `validation-error` for a common password
 */
export async function createUser(
  { username, email, password }: UserCreate,
  { isVerified }: { isVerified: boolean },
): Promise<UserPrivate> {
  await rejectCommonPassword(password, { username, email });
  const usernameKey = foldText(username);
  const passwordHash = await hashPassword(password);
  const now = currentTime();
  const emailVerifiedAt = isVerified ? now : null;
  const newUser = { username, usernameKey, email, passwordHash, emailVerifiedAt, createdAt: now };
  const verification = isVerified ? undefined : await verificationOf({ username, email }, now);
  try {
    const user = await insertUser(newUser, verification);
    if (user === null) throw await explainTaken(["email"], { usernameKey, email });
    logEvent("user_created", { user_id: user.id });
    if (verification !== undefined) wakeOutbox();
    return toUserPrivate(user, null);
  } catch (error) {
    if (!(error instanceof UniqueViolationError)) throw error;
    throw await explainTaken(error.columns, { usernameKey, email }, { cause: error });
  }
}

/** Returns the mail to verify an address, or undefined without mail or after three in an hour. */
async function verificationOf(
  { username, email }: Pick<UserCreate, "username" | "email">,
  now: Date,
): Promise<VerificationMail | undefined> {
  if (!isMailConfigured() || !(await isMailAllowed("verify-email", email))) return undefined;
  const { value, ...token } = issueToken("verify-email", now);
  return {
    token: { kind: "verify-email", email, ...token },
    mail: { kind: "verify-email", to: email, username, token: value },
  };
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
export async function requireAccount({
  id,
  pendingEmail,
}: Actor): Promise<UserPrivate & { created_at: string }> {
  const user = await getUserById(id);
  if (user === null) throw new AppError("invalid-token");
  return { ...toUserPrivate(user, pendingEmail), created_at: user.createdAt.toISOString() };
}

/** Returns the current user's account as its owner sees it. */
export function showOwnAccount(user: CurrentUser): UserPrivate {
  return toUserPrivate(user, user.pendingEmail);
}

/**
 * Changes a user's username or email address. Changing only the case of one's username is not a conflict. With mail, a new
 * email address is pending until it is confirmed. With a precondition, it changes only the state of the public part that meets
 * the precondition.
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
  const { username: oldUsername, imageFile } = await requireOwnUser(actor, id, ifMatch);
  const newEmail = email === actor.email ? undefined : email;
  if (newEmail !== undefined) requireRecentLogin(actor);
  await countProfileChange(id);
  const isPending = newEmail !== undefined && isMailConfigured();
  const changes = {
    ...(username !== undefined && { username, usernameKey: foldText(username) }),
    ...(newEmail !== undefined && !isPending && { email: newEmail, emailVerifiedAt: null }),
  };
  if (newEmail !== undefined) await requireFree({ usernameKey: changes.usernameKey, email: newEmail }, id);
  if (isPending) await countEmailChange(actor.email, newEmail);
  try {
    const user = await updateUser(id, changes, ifMatch ? { username: oldUsername, imageFile } : {});
    if (user === null) throw await explainUnmatched(id);
    if (isPending) await requestEmailChange(user, newEmail);
    else if (email !== undefined && actor.pendingEmail !== null) await cancelEmailChange(id);
    logEvent("user_updated", { user_id: id, fields: Object.keys(update) });
    const pendingEmail = email === undefined ? actor.pendingEmail : null;
    return toUserPrivate(user, isPending ? newEmail : pendingEmail);
  } catch (error) {
    if (!(error instanceof UniqueViolationError)) throw error;
    throw await explainTaken(error.columns, changes, { ownId: id, cause: error });
  }
}

/**
 * Deletes a user with all their posts and sessions, and tells them by mail.
 *
 * @throws {AppError} `user-not-found`; `forbidden` unless the actor is the user; `insufficient-user-authentication`
 */
export async function removeUser(actor: Actor, id: number): Promise<void> {
  await requireOwnUser(actor, id);
  requireRecentLogin(actor);
  const now = currentTime();
  const notice = await noticeOf("account-deleted", actor, now);
  if (!(await deleteUser(id, { notice, now }))) return;
  logEvent("user_deleted", { user_id: id });
  if (notice !== undefined) wakeOutbox();
}

async function requireRow(id: number): Promise<UserRow> {
  const user = await getUserById(id);
  if (user === null) throw new AppError("user-not-found");
  return user;
}

/** Returns a user whom the actor may change, or throws `user-not-found`, `forbidden` or `precondition-failed`. */
export async function requireOwnUser(actor: Actor, id: number, ifMatch?: Precondition): Promise<UserRow> {
  const user = await requireRow(id);
  if (!mayChangeUser(actor, user)) throw new AppError("forbidden");
  requireMatch(ifMatch, userPublicSchema.parse(toUserPublic(user)));
  return user;
}

/** Builds the error of a change that found no row to change: the account was deleted or changed since it was read. */
async function explainUnmatched(id: number): Promise<AppError> {
  return new AppError((await getUserById(id)) === null ? "user-not-found" : "precondition-failed");
}
