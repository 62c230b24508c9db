import "server-only";
import type { MailToken } from "@/lib/schemas/recovery";
import { currentTime } from "../clock";
import { AppError, UniqueViolationError } from "../errors";
import { countMails, isMailAllowed } from "../limits/mail-limit";
import { logEvent } from "../log/log";
import { wakeOutbox } from "../mail/outbox-worker";
import { noteUser } from "../request/request-context";
import {
  deleteEmailChange,
  insertEmailChange,
  isEmailReserved,
  redeemChangeToken,
  redeemUndoToken,
} from "./email-change-store";
import { invalidToken, issueToken, requireMail, requireTokenHash } from "./mail-tokens";
import { describeRequest } from "./notices";
import type { MailUserRow } from "./recovery-store";
import { explainTaken, findTaken, takenError } from "./taken-fields";
import { findToken, sweepTokens, type LiveToken } from "./token-store";
import type { UniqueFields } from "./user-store";

/** Matches no password. The owner chooses a new one through a mail to the restored address. */
const LOCKED_HASH = "!";
const SWEEP_SIZE = 20;

/**
 * Rejects fields that another user has, or an address that another user had until a few days ago and can still take back.
 *
 * @throws {AppError} `username-taken` or `email-taken`, listing each taken field
 */
export async function requireFree(wanted: UniqueFields & { email: string }, ownId: number): Promise<void> {
  const isReserved = await isEmailReserved(wanted.email, ownId, currentTime());
  const taken = await findTaken(wanted, ownId);
  if (isReserved || taken.email || taken.username)
    throw await explainTaken(isReserved ? ["email"] : [], wanted, { ownId });
}

/**
 * Counts the two mails about a change.
 *
 * @throws {AppError} `too-many-requests`
 */
export async function countEmailChange(email: string, newEmail: string): Promise<void> {
  await countMails([
    { kind: "confirm-new-email", address: newEmail },
    { kind: "email-change-requested", address: email },
  ]);
}

/** Forgets a requested change. The link to the old address still works. */
export async function cancelEmailChange(userId: number): Promise<void> {
  await deleteEmailChange(userId);
}

/**
 * Sends a link to the new address, which replaces the old one when it is used, and tells the old address, with a link that
 * undoes the change.
 *
 * @throws {AppError} `precondition-failed` if the old address has changed meanwhile
 */
export async function requestEmailChange(user: MailUserRow, newEmail: string): Promise<void> {
  const { id, email, username } = user;
  const now = currentTime();
  const { value, ...token } = issueToken("change-email", now);
  const { value: undoToken, ...reservation } = issueToken("undo-email-change", now);
  const isStored = await insertEmailChange(
    {
      userId: id,
      token: { kind: "change-email", email: newEmail, ...token },
      reservation: { email, ...reservation },
      mails: [
        { kind: "confirm-new-email", to: newEmail, username, token: value },
        {
          kind: "email-change-requested",
          to: email,
          username,
          newEmail,
          token: undoToken,
          ...describeRequest(now),
        },
      ],
    },
    now,
  );
  if (!isStored) throw new AppError("precondition-failed");
  wakeOutbox();
  await sweepTokens(SWEEP_SIZE, now);
}

/** Makes the new address that a link was sent to that of the account, and tells the old one. */
export async function confirmEmailChange(tokenHash: string, { user, email }: LiveToken): Promise<void> {
  const now = currentTime();
  const isNoticed = await isMailAllowed("email-changed", user.email);
  const { username } = user;
  const details = { newEmail: email, ...describeRequest(now) };
  const notice = isNoticed
    ? ({ kind: "email-changed", to: user.email, username, ...details } as const)
    : undefined;
  try {
    if (!(await redeemChangeToken(tokenHash, notice, now))) throw await explainUnused(tokenHash, now);
  } catch (error) {
    throw error instanceof UniqueViolationError ? emailTaken(error) : error;
  }
  logEvent("user_updated", { fields: ["email"] });
  wakeOutbox();
}

/**
 * Restores the address that an undo link was sent to. It ends all sessions, and nobody can log in until a new password is
 * chosen through a mail to that address, because whoever changed the email probably knows the password.
 *
 * @throws {AppError} `mail-not-configured`; `validation-error` for an invalid token
 */
export async function undoEmailChange({ token }: MailToken): Promise<void> {
  requireMail();
  try {
    const userId = await redeemUndoToken(requireTokenHash(token), LOCKED_HASH, currentTime());
    if (userId === undefined) throw invalidToken();
    noteUser(userId);
  } catch (error) {
    throw error instanceof UniqueViolationError ? emailTaken(error) : error;
  }
  logEvent("user_updated", { fields: ["email"], by: "undo" });
  logEvent("authn_token_revoked", { reason: "email change undone" });
}

async function explainUnused(tokenHash: string, now: Date): Promise<AppError> {
  return (await findToken(tokenHash, now)) === undefined ? invalidToken() : emailTaken();
}

function emailTaken(cause?: unknown): AppError {
  return new AppError("email-taken", { errors: [takenError("token", "email-taken")], cause });
}
