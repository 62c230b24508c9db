import "server-only";
import { emailField } from "@/lib/schemas/field-rules";
import type { Token, TokenRequest } from "@/lib/schemas/token";
import { hashPassword, needsRehash, verifyPassword } from "../auth/password";
import { ACCESS_TOKEN_TTL_SECONDS, issueAccessToken } from "../auth/token";
import { AppError } from "../errors";
import { limitLogIn } from "../limits/log-in-limit-service";
import { logEvent, logWarning, pseudonymOf } from "../log";
import { getUserWithHashByEmail, replacePasswordHash } from "./user-store";

type UserWithHash = NonNullable<Awaited<ReturnType<typeof getUserWithHashByEmail>>>;

/**
 * Exchanges an e-mail (in `username`) and a password for an access token (RFC 6749 §4.3). An unknown e-mail takes the same
 * work, and so the same time, as a wrong password, and is limited alike.
 *
 * @throws {AppError} `invalid-credentials`; `too-many-requests`
 */
export async function logIn({ username, password }: TokenRequest): Promise<Token> {
  const email = emailField.safeParse(username).data;
  const account = pseudonymOf(email ?? username);
  const user = await limitLogIn(email ?? username, () => findUser(email, password));
  if (user === null) {
    logEvent("authn_login_fail", { account });
    throw new AppError("invalid-credentials");
  }

  if (needsRehash(user.passwordHash)) await rehash(user, password);
  const accessToken = await issueAccessToken(user.id);
  logEvent("authn_login_success", { account, user_id: user.id });
  return { access_token: accessToken, token_type: "bearer", expires_in: ACCESS_TOKEN_TTL_SECONDS };
}

/** Replaces a hash by a stronger one; where there is no room for it now, the next log-in does. */
async function rehash({ id, passwordHash }: UserWithHash, password: string): Promise<void> {
  try {
    await replacePasswordHash(id, passwordHash, await hashPassword(password));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    logWarning("A password's hash was not replaced by a stronger one", { cause: error });
  }
}

/** Gives the user whose e-mail and password these are, or null. */
async function findUser(email: string | undefined, password: string) {
  const user = email === undefined ? null : await getUserWithHashByEmail(email);
  const matches = await verifyPassword(password, user?.passwordHash);
  return matches ? user : null;
}
