import "server-only";
import { emailField } from "@/lib/schemas/field-rules";
import { hashPassword, needsRehash, verifyPassword } from "../passwords/password";
import { AppError } from "../errors";
import { limitLogin } from "../limits/login-limit";
import { logEvent, logWarning, pseudonymOf } from "../log/log";
import { beginSession, type Grant } from "../sessions/session-service";
import { getUserWithHashByEmail, replacePasswordHash } from "../users/user-store";

/** A hash that changes meanwhile may be of the same password: another log-in has replaced a weak one. */
const TRIES = 2;

/** What someone says to be let in. */
interface Credentials {
  /** The e-mail, in any case. */
  username: string;
  password: string;
  /** Whether a refresh token is asked for. */
  isOffline: boolean;
}

/**
 * Exchanges an e-mail (in `username`) and a password for a session (RFC 6749 §4.3). An unknown e-mail takes the same
 * work, and so the same time, as a wrong password, and is limited alike.
 *
 * @throws {AppError} `invalid-credentials`; `too-many-requests`
 */
export async function logIn({ username, password, isOffline }: Credentials): Promise<Grant> {
  const email = emailField.safeParse(username).data;
  const account = pseudonymOf(email ?? username);
  const entry = await limitLogin(email ?? username, () => enter(email, password, isOffline));
  if (entry === null) {
    logEvent("authn_login_fail", { account });
    throw new AppError("invalid-credentials");
  }

  const { user, grant } = entry;
  logEvent("authn_login_success", { account, user_id: user.id });
  if (needsRehash(user.passwordHash)) await strengthenHash(user.id, user.passwordHash, password);
  return grant;
}

/** Begins a session with a password, or gives null when it is not the right one. */
async function enter(email: string | undefined, password: string, isOffline: boolean) {
  for (let time = 0; time < TRIES; time += 1) {
    const user = await findUserByPassword(email, password);
    if (user === null) return null;
    const grant = await beginSession({ userId: user.id, passwordHash: user.passwordHash, isOffline });
    if (grant !== null) return { user, grant };
  }
  return null;
}

/** Replaces a weak hash; where there is no room for it now, the next log-in does it. */
async function strengthenHash(userId: number, weakHash: string, password: string): Promise<void> {
  try {
    await replacePasswordHash(userId, weakHash, await hashPassword(password));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    logWarning("A weak password hash was not replaced", { cause: error });
  }
}

/** Gives the user whose e-mail and password these are, or null; the work is the same whether there is such an e-mail or not. */
export async function findUserByPassword(email: string | undefined, password: string) {
  const user = email === undefined ? null : await getUserWithHashByEmail(email);
  const matches = await verifyPassword(password, user?.passwordHash);
  return matches ? user : null;
}
