import "server-only";
import { normalizePassword } from "@/lib/schemas/field-rules";
import { AppError } from "../errors";
import { foldText } from "../fold-text";
import { isBreachedPassword } from "./breached-passwords";
import { isCommonPassword } from "./common-passwords";

/** The user who chooses the password. */
interface Owner {
  username: string;
  email: string;
}

/**
 * Rejects a new password that attackers try first (NIST SP 800-63B-4 §3.1.1.2): a common password, the owner's username or
 * email address, or a password from a data breach. The whole password is compared without regard to case; a password that
 * only contains such a word is accepted.
 *
 * @throws {AppError} `validation-error` at `field`, with the reason
 */
export async function rejectCommonPassword(
  password: string,
  { username, email }: Owner,
  field: "password" | "new_password" = "password",
): Promise<void> {
  const tooCommon = (detail: string) => {
    const errors = [{ pointer: `#/${field}`, detail, code: "password-too-common" }];
    return new AppError("validation-error", { errors });
  };
  const folded = foldText(password);
  const ownWords = [username, email, email.replace(/@.*$/, "")].map(foldText);
  if (ownWords.includes(folded))
    throw tooCommon("Choose a password other than your username or email address");
  if (await isCommonPassword(folded)) throw tooCommon("Choose another password. This one is too common");
  if (await isBreachedPassword(normalizePassword(password)))
    throw tooCommon("Choose another password. This one has appeared in a data breach");
}
