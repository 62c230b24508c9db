import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";
import { REFRESH_COOKIE } from "@/lib/schemas/token";
import { readCookies } from "@/lib/server/request/cookies";
import { isApi } from "@/lib/server/request/path";

/** Headers that Next, its hosts and its development server send to each other. */
const INTERNAL =
  /^(?:next-|x-next-|x-nextjs-|x-middleware-|x-invoke-|x-invocation-|x-prerender-|x-action-|x-now-|x-matched-)/;
/** Headers that a page sends when a visitor follows a link. */
const STATE_TREE = "next-router-state-tree";
const OF_PAGES = ["next-router-prefetch", "next-router-segment-prefetch", "next-url", STATE_TREE];
/**
 * Conditions that a file may not meet: Next responds with 500 in place of 412 and 416. A server may ignore a range
 * (RFC 9110 §14.2), and the others protect writes, of which pages and files have none.
 */
const CONDITIONS = ["range", "if-range", "if-match", "if-unmodified-since"];

/**
 * Removes the headers and cookies that change how Next handles a request, except those that pages really send. Next
 * responds to some of their values with a 500 or with another page's data.
 */
export function removeInternalHeaders({ url = "", headers }: IncomingMessage): void {
  const allowed = isApi(url) ? [] : OF_PAGES;
  for (const name of Object.keys(headers))
    if (INTERNAL.test(name) && !allowed.includes(name)) delete headers[name];
  // Next would redirect the request to the same URL with `?_rsc=`.
  if (isApi(url)) delete headers["rsc"];
  else for (const name of CONDITIONS) delete headers[name];
  if (!isStateTree(headers[STATE_TREE])) delete headers[STATE_TREE];
  keepRefreshCookie(headers);
}

/** Returns whether Next can parse the router's state. Otherwise it throws, and the page becomes a 500. */
function isStateTree(value: IncomingHttpHeaders[string]): boolean {
  try {
    return parseAndValidateFlightRouterState(value) !== undefined;
  } catch {
    return false;
  }
}

/** Next sets some of its own cookies again when it receives them. */
function keepRefreshCookie(headers: IncomingHttpHeaders): void {
  const values = readCookies(headers.cookie, REFRESH_COOKIE);
  if (values.length > 0) headers.cookie = values.map((value) => `${REFRESH_COOKIE}=${value}`).join("; ");
  else delete headers.cookie;
}
