import "server-only";
import { cookies } from "next/headers";
import { REFRESH_COOKIE } from "@/lib/schemas/token";
import { readCookies } from "../request/cookies";
import { isByHttps, senderOf } from "../request/same-origin";

/** The paths of the token and the revocation endpoint. */
const PATH = "/api/users/token";

/**
 * Returns the refresh tokens in a request's cookies, whichever page sent it. There is more than one only if another host of
 * the same domain has set a cookie of the same name (RFC 6265 §8.6).
 */
export function peekRefreshCookies({ headers }: Request): string[] {
  return readCookies(headers.get("cookie"), REFRESH_COOKIE);
}

/** As `peekRefreshCookies`, but returns nothing unless one of this site's own pages sent the request. */
export function readRefreshCookies(request: Request): string[] {
  return senderOf(request) === "own" ? peekRefreshCookies(request) : [];
}

/** Sets the refresh token as a cookie that no script can read (RFC 6265bis §4.1). */
export async function setRefreshCookie(
  request: Request,
  { value, expiresAt }: { value: string; expiresAt: Date },
): Promise<void> {
  (await cookies()).set(REFRESH_COOKIE, value, { ...attributesOf(request), expires: expiresAt });
}

export async function clearRefreshCookie(request: Request): Promise<void> {
  (await cookies()).set(REFRESH_COOKIE, "", { ...attributesOf(request), maxAge: 0 });
}

function attributesOf(request: Request) {
  return { path: PATH, httpOnly: true, sameSite: "strict", secure: isByHttps(request) } as const;
}
