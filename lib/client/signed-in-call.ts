import { ApiError, callApi, type ApiRequest } from "./api-client";
import { renewToken } from "./session";
import { clearToken, getLoginId, getRenewalTime, getToken } from "./token-store";

/** The code of RFC 9470 §3: the token is good, but the password was given too long ago for this. */
const NEEDS_PASSWORD = "insufficient-user-authentication";

/**
 * Calls the API in the name of whoever is signed in. A token that is refused is renewed, and the call repeated, once; when
 * that cannot be, the log-in is over and its token forgotten.
 *
 * @throws {ApiError} where `isLoginOver` says so of it, nobody is signed in any more; @throws {NetworkError}
 */
export async function callSignedIn<Answer>(request: ApiRequest): Promise<Answer> {
  await renewIfDue();
  const [token, logIn] = [getToken(), getLoginId()];
  if (token === null || logIn === null) return callApi<Answer>(request);
  try {
    return await callApi<Answer>({ ...request, token });
  } catch (error) {
    if (!isLoginOver(error)) throw error;
    const renewed = await renewToken(token, logIn);
    try {
      if (renewed === undefined) throw error;
      return await callApi<Answer>({ ...request, token: renewed });
    } catch (finalError) {
      if (isLoginOver(finalError)) clearToken(renewed ?? token);
      throw finalError;
    }
  }
}

/** Says whether an error means that nobody is signed in (any more). */
export function isLoginOver(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401 && error.code !== NEEDS_PASSWORD;
}

/** Says whether an error means that the password has to be given once more. */
export function isPasswordNeeded(error: unknown): boolean {
  return error instanceof ApiError && error.code === NEEDS_PASSWORD;
}

/** Renews the token if it is about to expire. Where that fails, it still counts for a while: the next call will tell. */
export async function renewIfDue(): Promise<void> {
  const [token, logIn] = [getToken(), getLoginId()];
  if (token === null || logIn === null || !(Date.now() >= getRenewalTime())) return;
  await renewToken(token, logIn).catch(() => undefined);
}
