import "server-only";
import { env } from "@/lib/env";
import { OFFLINE_ACCESS, WEB_CLIENT } from "@/lib/schemas/oauth-names";
import type { PasswordGrant, RefreshGrant, RevocationRequest, Token } from "@/lib/schemas/token";
import { AppError, StorageError } from "../errors";
import { isFromOtherSite, senderOf } from "../request/same-origin";
import { renewSession, revokeToken } from "../sessions/refresh-service";
import type { Grant } from "../sessions/session-service";
import { ACCESS_TOKEN_TTL_SECONDS } from "../tokens/access-token";
import { logIn } from "./login-service";
import {
  clearRefreshCookie,
  peekRefreshCookies,
  readRefreshCookies,
  setRefreshCookie,
} from "./refresh-cookie";
import { warnOfRenamedHost } from "./warn-renamed-host";

/**
 * Handles a token request (RFC 6749 §4.3 and §6). The refresh token of the web client travels only in a cookie. A login ends
 * the session whose cookie it replaces.
 *
 * @throws {AppError} `invalid-request`; `forbidden` for a login from a page of another site, except those of
 *   `CORS_ALLOWED_ORIGINS`; the errors of `logIn` and `renewSession`
 */
export async function answerTokenRequest(
  form: PasswordGrant | RefreshGrant,
  request: Request,
): Promise<Token> {
  const isWeb = form.client_id === WEB_CLIENT;
  // Checked before anything is counted, because such a page could use up the attempts of its visitor's address.
  if (form.grant_type !== "refresh_token" && isFromOtherSite(request, env.CORS_ALLOWED_ORIGINS)) {
    warnOfRenamedHost(request);
    throw new AppError("forbidden", {
      detail: "Log in on this site. The request came from a page of another site.",
    });
  }
  if (isWeb && senderOf(request) === "foreign")
    throw new AppError("invalid-request", { detail: "The client web is for this site's own pages." });
  if (form.grant_type === "refresh_token") return renew(form, request, isWeb);

  const replaced = isWeb ? readRefreshCookies(request) : [];
  const grant = await logIn({ ...form, isOffline: isWeb || requestsOfflineAccess(form) });
  for (const token of replaced) await revokeReplaced(token);
  return toResponse(grant, request, { asCookie: isWeb });
}

/**
 * Handles a revocation (RFC 7009) of the token that was sent and of the one in the browser's cookie.
 *
 * @throws {AppError} `invalid-request` if there is neither
 */
export async function answerRevocation({ token }: RevocationRequest, request: Request): Promise<void> {
  const cookies = readRefreshCookies(request);
  const tokens = token === undefined ? cookies : [token, ...cookies];
  if (tokens.length === 0) throw missing("token");
  for (const one of tokens) await revokeToken(one);
  if (cookies.length > 0) await clearRefreshCookie(request);
}

async function renew(form: RefreshGrant, request: Request, isWeb: boolean): Promise<Token> {
  const { refresh_token: sent, access_token_hint: accessTokenHint } = form;
  const cookieCount = peekRefreshCookies(request).length;
  if (cookieCount > (sent === undefined ? 1 : 0))
    throw new AppError("invalid-request", {
      detail: "Send one refresh token, either as a cookie or in the form.",
    });
  const [token] = sent === undefined ? readRefreshCookies(request) : [sent];
  if (token === undefined) throw missing("refresh_token");
  const grant = await renewSession(token, { accessTokenHint });
  return toResponse(grant, request, { asCookie: isWeb || sent === undefined });
}

function requestsOfflineAccess({ scope = "" }: PasswordGrant): boolean {
  return scope.split(" ").includes(OFFLINE_ACCESS);
}

/** Ends the session that a login replaces. A read-only database must not fail the login. */
async function revokeReplaced(token: string): Promise<void> {
  await revokeToken(token).catch((error: unknown) => {
    if (!(error instanceof StorageError)) throw error;
  });
}

async function toResponse(
  { accessToken, refreshToken }: Grant,
  request: Request,
  { asCookie }: { asCookie: boolean },
): Promise<Token> {
  if (refreshToken !== undefined && asCookie) await setRefreshCookie(request, refreshToken);
  // A cookie that stayed would renew the previous user's session.
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
