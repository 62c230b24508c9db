import "server-only";
import type { PasswordChange } from "@/lib/schemas/user";
import { currentTime } from "../clock";
import { hashPassword } from "../passwords/password";
import { rejectCommonPassword } from "../passwords/reject-common-password";
import { AppError } from "../errors";
import { limitLogin } from "../limits/login-limit";
import { logEvent } from "../log/log";
import type { CurrentUser } from "../sessions/session-service";
import { findUserByPassword } from "../auth/login-service";
import { wakeOutbox } from "../mail/outbox-worker";
import { noticeOf } from "./notices";
import { changePasswordHash } from "./user-store";

/**
 * Changes the user's password, ends their other sessions, and tells them by mail. A wrong current password counts as a failed login, so that a
 * stolen session cannot be used to guess the password.
 *
 * @throws {AppError} `wrong-password`; `validation-error` for a common password; `too-many-requests`
 */
export async function changePassword(user: CurrentUser, change: PasswordChange): Promise<void> {
  const found = await limitLogin(user.email, async () => {
    await rejectCommonPassword(change.new_password, user, "new_password");
    return findUserByPassword(user.email, change.current_password);
  });
  if (found === null || !(await replacePassword(user, found.passwordHash, change.new_password))) {
    logEvent("authn_password_change_fail");
    throw new AppError("wrong-password", {
      errors: [
        {
          pointer: "#/current_password",
          detail: "This is not your current password",
          code: "wrong-password",
        },
      ],
    });
  }
  logEvent("authn_password_change");
}

/** Returns false if the password was changed since the current password was verified. */
async function replacePassword(user: CurrentUser, oldHash: string, newPassword: string): Promise<boolean> {
  const newHash = await hashPassword(newPassword);
  const now = currentTime();
  const notice = await noticeOf("password-changed", user, now);
  const isReplaced = await changePasswordHash(user.id, oldHash, newHash, user.sessionId, { notice, now });
  wakeOutbox();
  return isReplaced;
}
