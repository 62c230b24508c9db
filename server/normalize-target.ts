import type { IncomingMessage } from "node:http";
import { escapeStrayPercents, isApi } from "@/lib/server/request/path";

/** The suffix of a page's data where Next is deployed as files. Inkwell's pages request their data by header. */
const DATA_SUFFIX = ".rsc";

/**
 * Reduces the target of a request (RFC 9112 §3.2) to a path and query that Next neither redirects nor fails on: without
 * scheme and host, dot segments (`/api/../login` is a page), double slashes and stray percent signs.
 */
export function normalizeTarget(request: IncomingMessage): void {
  const target = (request.url ?? "").replace(/^[a-z]+:\/\/[^/?#]*/i, "");
  const [, typed = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(target) ?? [];
  const path = escapeStrayPercents(new URL(`/${typed}`.replace(/[/\\]+/g, "/"), "http://localhost").pathname);
  request.url = path + rest;
  if (!decodeURIComponent(path).endsWith(DATA_SUFFIX) || isApi(path)) return;
  request.url = "/_not-found";
  delete request.headers["rsc"];
}
