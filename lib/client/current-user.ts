import type { UserPrivate } from "@/lib/schemas/user";
import { callApi } from "./api-client";

let cached: { token: string; user: Promise<UserPrivate> } | undefined;

/**
 * Asks the server whose token this is: once for each token, however many callers ask and however often, also while the
 * question is under way. A failure is not kept, so that asking again can succeed.
 *
 * @throws {ApiError} 401 when the token is no good (any more)
 * @throws {NetworkError} when no answer came
 */
export function loadCurrentUser(token: string): Promise<UserPrivate> {
  if (cached?.token === token) return cached.user;
  const question = { token, user: callApi<UserPrivate>({ path: "/users/me", token }) };
  cached = question;
  question.user.catch(() => {
    if (cached === question) cached = undefined;
  });
  return question.user;
}

/** Keeps what the server has just said about a token's user, in place of asking for it. */
export function keepCurrentUser(token: string, user: UserPrivate): void {
  cached = { token, user: Promise.resolve(user) };
}

/** Forgets who is signed in. */
export function forgetCurrentUser(): void {
  cached = undefined;
}
