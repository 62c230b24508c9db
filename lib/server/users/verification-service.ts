import "server-only";
import { env } from "@/lib/env";
import type { MailAccepted, MailToken } from "@/lib/schemas/recovery";
import { currentTime } from "../clock";
import { AppError } from "../errors";
import { countMails } from "../limits/mail-limit";
import { logEvent } from "../log/log";
import { wakeOutbox } from "../mail/outbox-worker";
import { noteUser } from "../request/request-context";
import type { CurrentUser } from "../sessions/session-service";
import { confirmEmailChange } from "./email-change-service";
import { invalidToken, issueToken, requireMail, requireTokenHash } from "./mail-tokens";
import { insertTokenMail, redeemVerificationToken } from "./recovery-store";
import { findToken, sweepTokens } from "./token-store";

/** The expired tokens that are deleted with each mail to the user's own address. */
const SWEEP_SIZE = 20;

/**
 * Sends the link to verify the user's address again. It replaces the previous one. Sends nothing if the address is verified.
 *
 * @throws {AppError} `mail-not-configured`; `too-many-requests`
 */
export async function resendVerification(user: CurrentUser): Promise<MailAccepted> {
  requireMail();
  const { id, email, username } = user;
  if (user.emailVerifiedAt !== null) return { detail: "Your email address is already confirmed." };
  await countMails([{ kind: "verify-email", address: email }]);
  const now = currentTime();
  const { value, ...token } = issueToken("verify-email", now);
  await insertTokenMail(
    id,
    { kind: "verify-email", email, ...token },
    { kind: "verify-email", to: email, username, token: value },
    now,
  );
  wakeOutbox();
  await sweepTokens(SWEEP_SIZE, now);
  return { detail: `A mail with a link to confirm your address is on its way to ${email}.` };
}

/**
 * Verifies the address that a link was sent to. If it is the new address of an account, it replaces the old one.
 *
 * @throws {AppError} `mail-not-configured`; `validation-error` for an invalid token; `email-taken`
 */
export async function verifyEmail({ token }: MailToken): Promise<void> {
  requireMail();
  const tokenHash = requireTokenHash(token);
  const found = await findToken(tokenHash, currentTime());
  if (found === undefined || found.kind === "reset-password") throw invalidToken();
  noteUser(found.user.id);
  if (found.kind === "change-email") return confirmEmailChange(tokenHash, found);
  if (!(await redeemVerificationToken(tokenHash, currentTime()))) throw invalidToken();
  logEvent("user_updated", { fields: ["email_verified"] });
}

/**
 * Rejects a user who has to verify their address before they write.
 *
 * @throws {AppError} `email-not-verified`
 */
export function requireVerifiedEmail({ emailVerifiedAt }: Pick<CurrentUser, "emailVerifiedAt">): void {
  if (env.EMAIL_VERIFICATION === "required" && emailVerifiedAt === null)
    throw new AppError("email-not-verified");
}
