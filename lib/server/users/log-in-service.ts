import "server-only";
import { emailField } from "@/lib/schemas/field-rules";
import type { Token, TokenRequest } from "@/lib/schemas/token";
import { hashPassword, needsRehash, verifyPassword } from "../auth/password";
import { ACCESS_TOKEN_TTL_SECONDS, issueAccessToken } from "../auth/token";
import { AppError } from "../errors";
import { logEvent, pseudonymOf } from "../log";
import { getUserWithHashByEmail, replacePasswordHash } from "./user-store";

/**
 * Exchanges an e-mail (in `username`) and a password for an access token (RFC 6749 §4.3). An unknown e-mail takes the same
 * work, and so the same time, as a wrong password.
 *
 * @throws {AppError} `invalid-credentials`
 */
export async function logIn({ username, password }: TokenRequest): Promise<Token> {
  const email = emailField.safeParse(username).data;
  const user = email === undefined ? null : await getUserWithHashByEmail(email);
  const matches = await verifyPassword(password, user?.passwordHash);
  const account = pseudonymOf(email ?? username);
  if (user === null || !matches) {
    logEvent("authn_login_fail", { account });
    throw new AppError("invalid-credentials");
  }

  if (needsRehash(user.passwordHash)) {
    await replacePasswordHash(user.id, user.passwordHash, await hashPassword(password));
  }
  const accessToken = await issueAccessToken(user.id);
  logEvent("authn_login_success", { account, user_id: user.id });
  return { access_token: accessToken, token_type: "bearer", expires_in: ACCESS_TOKEN_TTL_SECONDS };
}
