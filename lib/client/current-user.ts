import type { UserPrivate } from "@/lib/schemas/user";
import { callSignedIn } from "./signed-in-call";

let cached: { logIn: string; user: Promise<UserPrivate> } | undefined;

/**
 * Asks the server whose log-in this is: once for each, however many callers ask and however often, also while the
 * question is under way. A failure is not kept, so that asking again can succeed.
 *
 * @throws {ApiError} 401 when the log-in is over
 * @throws {NetworkError} when no answer came
 */
export function loadCurrentUser(logIn: string): Promise<UserPrivate> {
  if (cached?.logIn === logIn) return cached.user;
  const question = { logIn, user: callSignedIn<UserPrivate>({ path: "/users/me" }) };
  cached = question;
  question.user.catch(() => {
    if (cached === question) cached = undefined;
  });
  return question.user;
}

/** Keeps what the server has just said about the user of a log-in, in place of asking for it. */
export function keepCurrentUser(logIn: string, user: UserPrivate): void {
  cached = { logIn, user: Promise.resolve(user) };
}

/** Forgets who is signed in. */
export function forgetCurrentUser(): void {
  cached = undefined;
}
