import type { IncomingMessage } from "node:http";

/** The suffix of a page's data where Next is deployed as files. Inkwell's pages request their data by header. */
const DATA_SUFFIX = ".rsc";

/**
 * Reduces the target of a request (RFC 9112 §3.2) to a path and query that Next neither redirects nor fails on: without
 * scheme and host, dot segments (`/api/../login` is a page) and double slashes. Percent signs that begin no UTF-8 sequence,
 * as in `/%ff`, are escaped.
 */
export function normalizeTarget(request: IncomingMessage): void {
  const target = (request.url ?? "").replace(/^[a-z]+:\/\/[^/?#]*/i, "");
  const [, typed = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(target) ?? [];
  const path = new URL(`/${typed}`.replace(/[/\\]+/g, "/"), "http://localhost").pathname;
  const decoded = decode(path);
  request.url = (decoded === undefined ? path.replaceAll("%", "%25") : path) + rest;
  if (decoded?.endsWith(DATA_SUFFIX) !== true || isApi(path)) return;
  request.url = "/_not-found";
  delete request.headers["rsc"];
}

/** Returns whether a normalized target belongs to the API, which Next serves without rendering pages. */
export function isApi(target: string): boolean {
  return /^\/api(?:[/?#]|$)/.test(target);
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
