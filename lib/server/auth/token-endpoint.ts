import "server-only";
import { OFFLINE_ACCESS, WEB_CLIENT } from "@/lib/schemas/oauth-names";
import type { PasswordGrant, RefreshGrant, RevocationRequest, Token } from "@/lib/schemas/token";
import { ACCESS_TOKEN_TTL_SECONDS } from "../tokens/access-token";
import { AppError, StorageError } from "../errors";
import { renewSession, revokeToken } from "../sessions/refresh-service";
import type { Grant } from "../sessions/session-service";
import { logIn } from "./login-service";
import { isFromOtherSite, senderOf } from "../request/same-origin";
import {
  clearRefreshCookie,
  peekRefreshCookies,
  readRefreshCookies,
  setRefreshCookie,
} from "./refresh-cookie";

/**
 * Answers a request for tokens (RFC 6749 §4.3 and §6). The refresh token of the web client travels in a cookie alone; a
 * log-in ends the session whose cookie it takes the place of.
 *
 * @throws {AppError} `invalid-request`; `forbidden` for a login from a page of another site; and what `logIn` and `renewSession` throw
 */
export async function answerTokenRequest(
  form: PasswordGrant | RefreshGrant,
  request: Request,
): Promise<Token> {
  const isWeb = form.client_id === WEB_CLIENT;
  // Before anything is counted: such a page could use up the attempts of the visitor's own address.
  if (form.grant_type !== "refresh_token" && isFromOtherSite(request))
    throw new AppError("forbidden", {
      detail: "Log in on this site. The request came from a page of another site.",
    });
  if (isWeb && senderOf(request) === "foreign")
    throw new AppError("invalid-request", { detail: "The client web is for this site's own pages." });
  if (form.grant_type === "refresh_token") return renew(form.refresh_token, request, isWeb);

  const replaced = isWeb ? readRefreshCookies(request) : [];
  const grant = await logIn({ ...form, isOffline: isWeb || asksForOfflineAccess(form) });
  for (const one of replaced) await revokeReplaced(one);
  return handOut(grant, request, { asCookie: isWeb });
}

/**
 * Answers a revocation (RFC 7009): of the token that was sent, and of the one in a browser's cookie.
 *
 * @throws {AppError} `invalid-request` where there is none
 */
export async function answerRevocation({ token }: RevocationRequest, request: Request): Promise<void> {
  const cookies = readRefreshCookies(request);
  const tokens = token === undefined ? cookies : [token, ...cookies];
  if (tokens.length === 0) throw missing("token");
  for (const one of tokens) await revokeToken(one);
  if (cookies.length > 0) await clearRefreshCookie(request);
}

async function renew(sent: string | undefined, request: Request, isWeb: boolean): Promise<Token> {
  const inCookies = peekRefreshCookies(request).length;
  if (inCookies > (sent === undefined ? 1 : 0))
    throw new AppError("invalid-request", { detail: "Send the refresh token once: as a cookie or here." });
  const [token] = sent === undefined ? readRefreshCookies(request) : [sent];
  if (token === undefined) throw missing("refresh_token");
  return handOut(await renewSession(token), request, { asCookie: isWeb || sent === undefined });
}

function asksForOfflineAccess({ scope = "" }: PasswordGrant): boolean {
  return scope.split(" ").includes(OFFLINE_ACCESS);
}

/** That the session before cannot be ended, for nothing can be stored, is no reason to refuse the one that begins. */
async function revokeReplaced(token: string): Promise<void> {
  await revokeToken(token).catch((error: unknown) => {
    if (!(error instanceof StorageError)) throw error;
  });
}

async function handOut(
  { accessToken, refreshToken }: Grant,
  request: Request,
  { asCookie }: { asCookie: boolean },
): Promise<Token> {
  if (refreshToken !== undefined && asCookie) await setRefreshCookie(request, refreshToken);
  // One that stayed would bring back whoever was logged in before.
  if (refreshToken === undefined && asCookie) await clearRefreshCookie(request);
  return {
    access_token: accessToken,
    token_type: "bearer",
    expires_in: ACCESS_TOKEN_TTL_SECONDS,
    ...(refreshToken !== undefined && { scope: OFFLINE_ACCESS }),
    ...(refreshToken !== undefined && !asCookie && { refresh_token: refreshToken.value }),
  };
}

function missing(parameter: string): AppError {
  return new AppError("invalid-request", {
    errors: [{ pointer: `#/${parameter}`, detail: `Send the ${parameter}`, code: "required" }],
  });
}
