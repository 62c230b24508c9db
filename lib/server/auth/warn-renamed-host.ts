import "server-only";
import { logWarning } from "../log/log";
import { requestOrigin } from "../request/request-origin";

/** Longer values, in characters, are cut: the client chooses them. */
const MAX_LENGTH = 200;

let hasWarned = false;

/**
 * Logs once per process that a login was rejected because its `Origin` and its `Host` differ. On plain http, where browsers
 * omit `Sec-Fetch-Site`, a proxy that replaces `Host` makes the site's own pages look like those of another site.
 */
export function warnOfRenamedHost({ headers }: Request): void {
  const origin = headers.get("origin") ?? "";
  if (hasWarned || headers.has("sec-fetch-site") || !URL.canParse(origin)) return;
  hasWarned = true; // once, since any client can send such a request
  const { host = "none" } = requestOrigin(headers);
  logWarning(
    `Rejecting logins from pages at ${origin.slice(0, MAX_LENGTH)}, because the requests name the host ` +
      `${host.slice(0, MAX_LENGTH)}. If those pages are yours, a proxy replaces the Host header. Set SITE_URL to the ` +
      "origin of the pages, or let the proxy pass the header on (nginx: proxy_set_header Host $http_host), or let it " +
      "send X-Forwarded-Host and set TRUSTED_PROXY_HOPS.",
  );
}
