import type { UserPrivate } from "@/lib/schemas/user";
import { callSignedIn } from "./signed-in-call";

let cached: { loginId: string; user: Promise<UserPrivate> } | undefined;

/**
 * Loads the user of a login from the server, once per login; concurrent callers share one request. A failure is not cached,
 * so that the next call can succeed.
 *
 * @throws {ApiError} 401 if the login is over
 * @throws {NetworkError} if there was no response
 */
export function loadCurrentUser(loginId: string): Promise<UserPrivate> {
  if (cached?.loginId === loginId) return cached.user;
  const entry = { loginId, user: callSignedIn<UserPrivate>({ path: "/users/me" }) };
  cached = entry;
  entry.user.catch(() => {
    if (cached === entry) cached = undefined;
  });
  return entry.user;
}

/** Stores a user that the server has just returned for a login. */
export function keepCurrentUser(loginId: string, user: UserPrivate): void {
  cached = { loginId, user: Promise.resolve(user) };
}

/** Clears the cached user. */
export function forgetCurrentUser(): void {
  cached = undefined;
}
