import { OFFLINE_ACCESS, WEB_CLIENT } from "@/lib/schemas/oauth-names";
import type { Token } from "@/lib/schemas/token";
import { ApiError, callApi, type ApiRequest } from "./api-client";
import { getLoginId, getToken, setToken } from "./token-store";

/** How long a tab keeps the lock after it stored a new token, because other tabs see `localStorage` with a delay. */
const SETTLE_MS = 500;
/** How long a tab waits for the lock, which another tab holds for about a second. */
const LOCK_WAIT_MS = 5_000;

/**
 * Logs in and stores the token.
 *
 * @param again the login that continues when users enter their password once more
 * @throws {ApiError} `invalid-credentials`
 * @throws {NetworkError}
 */
export function beginSession(email: string, password: string, again?: string): Promise<void> {
  return withLock(async () => {
    const token = await requestToken({
      grant_type: "password",
      username: email,
      password,
      scope: OFFLINE_ACCESS,
    });
    setToken(token, again === getLoginId() ? again : undefined);
  });
}

/**
 * Replaces a stale token of a login: with the one that another tab has got meanwhile, or with a new one. Returns undefined
 * if the session has ended.
 *
 * The server rejects a refresh cookie of another session than the stale token's. So a cookie that another host of the domain
 * has planted cannot switch the page to another account.
 *
 * @throws {ApiError} if the server could not decide; the login then continues
 * @throws {NetworkError}
 */
export function renewToken(stale: string, loginId: string): Promise<string | undefined> {
  return withLock(async () => {
    // Another tab may have logged in or out meanwhile.
    if (getToken() === stale) {
      try {
        const token = await requestToken({ grant_type: "refresh_token", access_token_hint: stale });
        if (getToken() === stale) setToken(token, loginId);
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 400)) throw error;
      }
    }
    const stored = getToken();
    return stored !== null && stored !== stale && getLoginId() === loginId ? stored : undefined;
  });
}

/**
 * Ends the session of a token on the server. Fire and forget: the page logs out even if the server cannot be reached. The
 * session of the refresh cookie ends too, unless `credentials` omits the cookie.
 */
export function endSession(token: string, { credentials }: Pick<ApiRequest, "credentials"> = {}): void {
  const body = new URLSearchParams({ token });
  callApi({
    method: "POST",
    path: "/users/token/revoke",
    body,
    keepalive: true,
    ...(credentials && { credentials }),
  }).catch(() => undefined);
}

/** Requests tokens. The refresh token travels in a cookie that no script can read. */
function requestToken(form: Record<string, string>): Promise<Token> {
  const body = new URLSearchParams({ ...form, client_id: WEB_CLIENT });
  return callApi<Token>({ method: "POST", path: "/users/token", body });
}

/**
 * Runs one exchange at a time across all tabs, so that no tab uses a refresh token that another has just used. It goes on without
 * the lock if a frozen tab holds it, or if the browser has none: without https, or because it blocks storage. The server tolerates
 * two exchanges at once.
 */
async function withLock<Result>(exchange: () => Promise<Result>): Promise<Result> {
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return exchange();
  return new Promise((resolve, reject) => {
    const goWithout = () => void exchange().then(resolve, reject);
    const runExchange = async () => {
      const before = getToken();
      await exchange().then(resolve, reject);
      if (getToken() !== before) await new Promise((settled) => setTimeout(settled, SETTLE_MS));
    };
    locks
      .request("inkwell-session", { signal: AbortSignal.timeout(LOCK_WAIT_MS) }, runExchange)
      .catch(goWithout);
  });
}
