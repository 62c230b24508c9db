import { OFFLINE_ACCESS, WEB_CLIENT } from "@/lib/schemas/oauth-names";
import type { Token } from "@/lib/schemas/token";
import { ApiError, callApi, type ApiRequest } from "./api-client";
import { getLoginId, getToken, setToken } from "./token-store";

/** For how long a tab keeps its turn once it has a new token: the others' `localStorage` may show it a little later. */
const SETTLE_MS = 500;

/**
 * Logs in with e-mail and password and keeps the token. Whoever gives the password once more says `again` with the log-in
 * that goes on by it.
 *
 * @throws {ApiError} `invalid-credentials`; @throws {NetworkError}
 */
export function beginSession(email: string, password: string, again?: string): Promise<void> {
  return inTurn(async () => {
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
 * Gives a token in place of a stale one of a log-in: the one that another tab has got meanwhile, or a new one; undefined
 * when the session is over.
 *
 * @throws {ApiError} @throws {NetworkError} when the server could not tell, which ends nothing
 */
export function renewToken(stale: string, logIn: string): Promise<string | undefined> {
  return inTurn(async () => {
    // Somebody else may have logged in meanwhile, and somebody who has logged out stays so.
    if (getToken() === stale) {
      try {
        const answer = await requestToken({ grant_type: "refresh_token" });
        if (getToken() === stale) setToken(answer, logIn);
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 400)) throw error;
      }
    }
    const kept = getToken();
    return kept !== null && kept !== stale && getLoginId() === logIn ? kept : undefined;
  });
}

/**
 * Ends the session of a token on the server, as far as it can be reached; nobody waits for that. The log-in of the site's
 * pages ends with it, unless `credentials` leaves out its cookie.
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

/** The refresh token travels in a cookie that no script sees. */
function requestToken(form: Record<string, string>): Promise<Token> {
  const body = new URLSearchParams({ ...form, client_id: WEB_CLIENT });
  return callApi<Token>({ method: "POST", path: "/users/token", body });
}

/**
 * One exchange at a time, of all tabs: no tab uses a refresh token that another has just used. On plain http browsers have
 * no locks, and the server bears with two at once.
 */
async function inTurn<Result>(exchange: () => Promise<Result>): Promise<Result> {
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return exchange();
  return new Promise((resolve, reject) => {
    const enqueueHash = async () => {
      const before = getToken();
      await exchange().then(resolve, reject);
      if (getToken() !== before) await new Promise((settled) => setTimeout(settled, SETTLE_MS));
    };
    locks.request("inkwell-session", enqueueHash).catch(reject);
  });
}
