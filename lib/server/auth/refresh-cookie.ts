import "server-only";
import { cookies } from "next/headers";
import { REFRESH_COOKIE } from "@/lib/schemas/token";
import { readCookies } from "../request/cookies";
import { isByHttps, senderOf } from "../request/same-origin";

/** The addresses that exchange it and end it, and no others. */
const PATH = "/api/users/token";

/**
 * Gives the refresh tokens that a browser holds for the site's own pages, whichever page sent the request: one at most,
 * unless another host of the same domain has set one beside ours (RFC 6265 §8.6).
 */
export function peekRefreshCookies({ headers }: Request): string[] {
  return readCookies(headers.get("cookie"), REFRESH_COOKIE);
}

/** As `peekRefreshCookies`, but only if one of the site's own pages sent the request. */
export function readRefreshCookies(request: Request): string[] {
  return senderOf(request) === "own" ? peekRefreshCookies(request) : [];
}

/** Has the browser keep a refresh token, out of reach of every script (RFC 6265bis §4.1). */
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
