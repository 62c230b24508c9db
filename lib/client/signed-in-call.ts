import { ApiError, callApi, type ApiRequest } from "./api-client";
import { renewToken } from "./session";
import { clearToken, getLoginId, getRenewalTime, getToken } from "./token-store";

/** The token is valid, but the action needs a recent login (RFC 9470 §3). */
const NEEDS_PASSWORD = "insufficient-user-authentication";

/**
 * Calls the API as the signed-in user. If the token is rejected, it is renewed and the call repeated once. If that fails too,
 * the login is over and its token is cleared.
 *
 * @throws {ApiError} the login is over if `isLoginOver` returns true for it
 * @throws {NetworkError}
 */
export async function callSignedIn<Data>(request: ApiRequest): Promise<Data> {
  await renewIfDue();
  const [token, loginId] = [getToken(), getLoginId()];
  if (token === null || loginId === null) return callApi<Data>(request);
  try {
    return await callApi<Data>({ ...request, token });
  } catch (error) {
    if (!isLoginOver(error)) throw error;
    const renewed = await renewToken(token, loginId);
    try {
      if (renewed === undefined) throw error;
      return await callApi<Data>({ ...request, token: renewed });
    } catch (finalError) {
      if (isLoginOver(finalError)) clearToken(renewed ?? token);
      throw finalError;
    }
  }
}

/**
 * Clears the token if the login is over: a link in a mail has ended all sessions of an account, which may be the one of this
 * browser. Ignores errors, because a later call will notice it, too.
 */
export async function dropEndedLogin(): Promise<void> {
  if (getToken() !== null) await callSignedIn({ path: "/users/me" }).catch(() => undefined);
}

/** Returns whether an error means that the login is over. */
export function isLoginOver(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401 && error.code !== NEEDS_PASSWORD;
}

/** Returns whether an error means that users must enter their password again. */
export function isPasswordNeeded(error: unknown): boolean {
  return error instanceof ApiError && error.code === NEEDS_PASSWORD;
}

/** Renews the token if it expires soon. After a failure it is still valid for a while, so the next call decides. */
export async function renewIfDue(): Promise<void> {
  const [token, loginId] = [getToken(), getLoginId()];
  if (token === null || loginId === null || !(Date.now() >= getRenewalTime())) return;
  await renewToken(token, loginId).catch(() => undefined);
}
