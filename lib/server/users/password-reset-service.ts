import "server-only";
import {
  RESET_MINUTES,
  type ForgotPassword,
  type MailAccepted,
  type PasswordReset,
} from "@/lib/schemas/recovery";
import { currentTime } from "../clock";
import { countResetRequest, isMailAllowed } from "../limits/mail-limit";
import { logEvent } from "../log/log";
import { wakeOutbox, wakeOutboxLater } from "../mail/outbox-worker";
import { hashPassword } from "../passwords/password";
import { rejectCommonPassword } from "../passwords/reject-common-password";
import { noteUser } from "../request/request-context";
import { invalidToken, issueToken, requireMail, requireTokenHash } from "./mail-tokens";
import { noticeOf } from "./notices";
import { findUserByEmail, insertTokenMail, redeemResetToken } from "./recovery-store";
import { runInTurn } from "./run-in-turn";
import { findToken } from "./token-store";

/** No account has it. The statements for an unknown address are the same as for a known one, and store nothing. */
const NOBODY = { id: 0, username: "" };

/**
 * Sends a link to choose a new password to the account of an email, if there is one. The response and the work are the same
 * either way, and after three mails in an hour.
 *
 * @throws {AppError} `mail-not-configured`; `too-many-requests` by the client's address
 */
export async function requestPasswordReset({ email }: ForgotPassword): Promise<MailAccepted> {
  requireMail();
  await countResetRequest();
  const isAllowed = await isMailAllowed("reset-password", email);
  const now = currentTime();
  const user = await findUserByEmail(email);
  const { id, username } = user ?? NOBODY;
  const { value, ...token } = issueToken("reset-password", now);
  await insertTokenMail(
    isAllowed ? id : NOBODY.id,
    { kind: "reset-password", email, ...token },
    { kind: "reset-password", to: email, username, token: value },
    now,
  );
  wakeOutboxLater();
  return {
    detail: `If there is an account with this address, a mail with a link to choose a new password is on its way. The link works for ${RESET_MINUTES} minutes.`,
  };
}

/**
 * Sets a new password with the token of a link, verifies the address that it was sent to, and ends all sessions. A rejected
 * password leaves the token valid.
 *
 * @throws {AppError} `mail-not-configured`; `validation-error` for an invalid token or a common password
 */
export async function resetForgottenPassword({
  token,
  new_password: password,
}: PasswordReset): Promise<void> {
  requireMail();
  const tokenHash = requireTokenHash(token);
  // In turn, so that only one of many simultaneous uses hashes a password.
  await runInTurn(tokenHash, () => usePasswordReset(tokenHash, password));
}

async function usePasswordReset(tokenHash: string, password: string): Promise<void> {
  const found = await findToken(tokenHash, currentTime());
  if (found?.kind !== "reset-password") throw invalidToken();
  const { user } = found;
  noteUser(user.id);
  await rejectCommonPassword(password, user, "new_password");
  const passwordHash = await hashPassword(password);
  const now = currentTime();
  const notice = await noticeOf("password-changed", user, now);
  if (!(await redeemResetToken(tokenHash, passwordHash, notice, now))) throw invalidToken();
  logEvent("authn_password_change", { by: "mail" });
  wakeOutbox();
}
