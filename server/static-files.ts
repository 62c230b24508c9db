import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import sirv from "sirv";
import { HTTPS_HEADERS, SECURITY_HEADERS } from "@/lib/security-headers";
import { requestOrigin } from "@/lib/server/request/request-origin";
import { chooseEncoding } from "./accept-encoding";
import { APP_FOLDER } from "./production";

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

const PREFIX = "/_next/static";
/** The names of the files contain a hash of their content. */
const CACHE_CONTROL = "public, max-age=31536000, immutable";

/**
 * Serves the scripts, styles and fonts of the build, compressed by `scripts/build.ts`. Next would compress them anew for each
 * request, and with gzip only. Everything else is passed on.
 */
export function withStaticFiles(handle: Handle): Handle {
  const folder = join(APP_FOLDER, ".next/static");
  const serveFile = sirv(folder, { brotli: true, gzip: true, etag: true, extensions: [] });
  return (request, response) => {
    const { method, url = "", headers } = request;
    const isRead = method === "GET" || method === "HEAD";
    if (!isRead || !url.startsWith(`${PREFIX}/`)) return handle(request, response);
    const accepted = chooseEncoding(headers["accept-encoding"]?.toString());
    const file = Object.create(request, {
      url: { value: url.slice(PREFIX.length) },
      headers: { value: { ...headers, "accept-encoding": accepted } },
    }) as IncomingMessage;
    const fields = Object.entries(headersOf(request));
    for (const [name, value] of fields) response.setHeader(name, value);
    serveFile(file, response, () => {
      for (const [name] of fields) response.removeHeader(name);
      handle(request, response);
    });
  };
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const isHttps = requestOrigin({ get: (name) => headers[name] }).scheme === "https";
  return { ...SECURITY_HEADERS, ...(isHttps && HTTPS_HEADERS), "Cache-Control": CACHE_CONTROL };
}
