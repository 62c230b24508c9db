import "server-only";
import { env } from "@/lib/env";
import { requestOrigin } from "./request-origin";

/** Which page sent a request: one of this site, one of another site, or unknown. */
type Sender = "own" | "foreign" | "unknown";

/**
 * Returns whether a page of this site sent the request. Browsers say so in `Sec-Fetch-Site` (Fetch Metadata), or, on plain
 * http, where they omit it, in `Origin` (RFC 6454 §7). No page can choose either.
 *
 * `SITE_URL` is this site even if a proxy replaces `Host`.
 */
export function senderOf({ headers }: Request): Sender {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" ? "own" : "foreign";
  const origin = headers.get("origin");
  if (origin === null) return "unknown";
  if (origin === env.SITE_URL) return "own";
  const host = hostOf(origin);
  return host !== "" && host === requestOrigin(headers).host ? "own" : "foreign";
}

/**
 * Returns whether a browser says that a page of another site, or of another host of this site, sent a request. A program
 * says nothing, and `Sec-Fetch-Site: none` means that no page sent it.
 *
 * @param allowedOrigins origins whose pages count as pages of this site
 */
export function isFromOtherSite(request: Request, allowedOrigins: readonly string[] = []): boolean {
  const { headers } = request;
  if (headers.get("sec-fetch-site") === "none") return false;
  return senderOf(request) === "foreign" && !allowedOrigins.includes(headers.get("origin") ?? "");
}

/**
 * Returns whether the browser reached the site over https. Besides `X-Forwarded-Proto` it reads `Origin`, because a proxy
 * that ends TLS need not forward the scheme.
 */
export function isByHttps({ headers }: Request): boolean {
  return requestOrigin(headers).scheme === "https" || headers.get("origin")?.startsWith("https:") === true;
}

/** Returns "" for an origin without a host, such as the `null` of a sandboxed page. */
function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : "";
}
