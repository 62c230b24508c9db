import "server-only";

/** What a request says of the page that sent it. */
type Sender = "own" | "foreign" | "unknown";

/**
 * Says whether a page of this site sent a request, as the browser tells and no page can choose: in `Sec-Fetch-Site`
 * (Fetch Metadata), or in `Origin` (RFC 6454 §7) where the browser leaves the other out, as it does on plain http.
 */
export function senderOf({ headers }: Request): Sender {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" ? "own" : "foreign";
  const origin = headers.get("origin");
  if (origin === null) return "unknown";
  const host = hostOf(origin);
  // A proxy may ask us by another name than the one that it was asked by. No page can send the header.
  const asked = headers.get("x-forwarded-host")?.split(",")[0]?.trim() ?? headers.get("host");
  return host !== "" && host === asked?.toLowerCase() ? "own" : "foreign";
}

/** Says whether the browser reached the site by https, as far as its request tells. */
export function isByHttps(request: Request): boolean {
  return [request.headers.get("origin"), request.url].some((url) => url?.startsWith("https:"));
}

/** Gives nothing for an origin that has no host, such as the `null` of a sandbox. */
function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : "";
}
