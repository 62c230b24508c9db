import "server-only";
import { normalizePassword } from "@/lib/schemas/field-rules";
import { AppError } from "../errors";
import { foldText } from "../fold-text";
import { isBreachedPassword } from "./breached-passwords";
import { isCommonPassword } from "./common-passwords";

/** Whose password it would be. */
interface Owner {
  username: string;
  email: string;
}

/**
 * Refuses a new password that an attacker would try first (NIST SP 800-63B-4 §3.1.1.2): a common one, its owner's name or
 * e-mail, one from a data breach. Compared as a whole and without regard to case; one that merely contains such a word is
 * fine.
 *
 * @throws {AppError} `validation-error` at `field`, which says why
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
  if (ownWords.includes(folded)) throw tooCommon("Use something else than your own name or email address");
  if (await isCommonPassword(folded))
    throw tooCommon("Use another password: this is one of the most common ones");
  if (await isBreachedPassword(normalizePassword(password)))
    throw tooCommon("Use another password: this one has appeared in a data breach");
}
