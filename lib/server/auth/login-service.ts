import "server-only";
import { normalizeLoginEmail } from "@/lib/schemas/email";
import { AppError } from "../errors";
import { limitLogin } from "../limits/login-limit";
import { logEvent, logWarning, pseudonymOf } from "../log/log";
import { hashPassword, needsRehash, verifyPassword } from "../passwords/password";
import { beginSession, type Grant } from "../sessions/session-service";
import { findCredentials, replacePasswordHash, type CredentialsRow } from "./credential-store";

/** A hash that changes during the login may be of the same password, because another login has upgraded it. */
const ATTEMPTS = 2;

interface Credentials {
  /** The email, in any case. */
  username: string;
  password: string;
  /** Whether a refresh token is requested. */
  isOffline: boolean;
}

/**
 * Exchanges an email (in `username`) and a password for a session (RFC 6749 §4.3). An unknown email takes the same work and
 * time as a wrong password, and has the same limits.
 *
 * @throws {AppError} `invalid-credentials`, `too-many-requests`
 */
export async function logIn({ username, password, isOffline }: Credentials): Promise<Grant> {
  const email = normalizeLoginEmail(username);
  const account = pseudonymOf(email ?? username);
  const login = await limitLogin(email ?? username, () => attemptLogin(email, password, isOffline));
  if (login === null) {
    logEvent("authn_login_fail", { account });
    throw new AppError("invalid-credentials");
  }

  const { user, grant } = login;
  logEvent("authn_login_success", { account, user_id: user.id });
  if (needsRehash(user.passwordHash)) await upgradeHash(user, password);
  return grant;
}

/** Begins a session, or returns null if the password is wrong. */
async function attemptLogin(email: string | undefined, password: string, isOffline: boolean) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const user = await findUserByPassword(email, password);
    if (user === null) return null;
    const grant = await beginSession({ userId: user.id, passwordHash: user.passwordHash, isOffline });
    if (grant !== null) return { user, grant };
  }
  return null;
}

/** Replaces a weak hash. If that fails, for example because the server is overloaded, the next login does it. */
async function upgradeHash({ id, passwordHash }: CredentialsRow, password: string): Promise<void> {
  try {
    await replacePasswordHash(id, passwordHash, await hashPassword(password));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    logWarning("A weak password hash was not replaced", { cause: error });
  }
}

/** Returns the user with this email and password, or null. The work is the same whether the email exists or not. */
export async function findUserByPassword(
  email: string | undefined,
  password: string,
): Promise<CredentialsRow | null> {
  const user = email === undefined ? null : await findCredentials(email);
  const matches = await verifyPassword(password, user?.passwordHash);
  return matches ? user : null;
}
