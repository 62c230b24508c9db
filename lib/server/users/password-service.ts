import "server-only";
import type { PasswordChange } from "@/lib/schemas/user";
import { hashPassword } from "../passwords/password";
import { rejectCommonPassword } from "../passwords/reject-common-password";
import { AppError } from "../errors";
import { limitLogin } from "../limits/login-limit";
import { logEvent } from "../log/log";
import type { CurrentUser } from "../sessions/session-service";
import { findUserByPassword } from "../auth/login-service";
import { changePasswordHash } from "./user-store";

/**
 * Changes one's own password and ends every other session. A wrong current password counts as a failed log-in does: a
 * stolen session is no way to try passwords.
 *
 * @throws {AppError} `wrong-password`; `validation-error` of a password that is no secret; `too-many-requests`
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
        { pointer: "#/current_password", detail: "This is not your password", code: "wrong-password" },
      ],
    });
  }
  logEvent("authn_password_change");
}

/** Says whether the hash was still the one that the current password was found right by. */
async function replacePassword(user: CurrentUser, oldHash: string, newPassword: string): Promise<boolean> {
  return changePasswordHash(user.id, oldHash, await hashPassword(newPassword), user.sessionId);
}
