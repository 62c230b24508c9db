import "server-only";
import type { PasswordChange } from "@/lib/schemas/user";
import { hashPassword, verifyPassword } from "../auth/password";
import { requireSecretPassword } from "../auth/require-secret-password";
import { AppError } from "../errors";
import { limitLogIn } from "../limits/log-in-limit-service";
import { logEvent } from "../log";
import type { CurrentUser } from "../sessions/session-service";
import { changePasswordHash, getUserWithHashByEmail } from "./user-store";

/**
 * Changes one's own password and ends every other session. A wrong current password counts as a failed log-in does: a
 * stolen session is no way to try passwords.
 *
 * @throws {AppError} `wrong-password`; `validation-error` of a password that is no secret; `too-many-requests`
 */
export async function changePassword(user: CurrentUser, change: PasswordChange): Promise<void> {
  await requireSecretPassword(change.new_password, user, "new_password");
  const oldHash = await limitLogIn(user.email, () => findHash(user.email, change.current_password));
  const newHash = oldHash !== null && (await hashPassword(change.new_password));
  if (!newHash || !(await changePasswordHash(user.id, oldHash, newHash, user.sessionId))) {
    logEvent("authn_password_change_fail");
    throw new AppError("wrong-password", {
      errors: [
        { pointer: "#/current_password", detail: "This is not your password", code: "wrong-password" },
      ],
    });
  }
  logEvent("authn_password_change");
}

/** Gives the hash by which a password was found right, or null. */
async function findHash(email: string, password: string): Promise<string | null> {
  const passwordHash = (await getUserWithHashByEmail(email))?.passwordHash;
  const matches = await verifyPassword(password, passwordHash);
  return matches && passwordHash !== undefined ? passwordHash : null;
}
