import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import sirv from "sirv";
import { HTTPS_HEADERS, SECURITY_HEADERS } from "@/lib/security-headers";
import { requestOrigin } from "@/lib/server/request/request-origin";
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
  const serveFile = sirv(join(APP_FOLDER, ".next/static"), {
    brotli: true,
    gzip: true,
    extensions: [],
    setHeaders,
  });
  return (request, response) => {
    const { method, url = "" } = request;
    const isRead = method === "GET" || method === "HEAD";
    if (!isRead || !url.startsWith(`${PREFIX}/`)) return handle(request, response);
    const file = Object.create(request, { url: { value: url.slice(PREFIX.length) } }) as IncomingMessage;
    serveFile(file, response, () => handle(request, response));
  };
}

function setHeaders(response: ServerResponse): void {
  const { headers } = response.req;
  const isHttps = requestOrigin({ get: (name) => headers[name] }).scheme === "https";
  const fields = { ...SECURITY_HEADERS, ...(isHttps && HTTPS_HEADERS), "Cache-Control": CACHE_CONTROL };
  for (const [name, value] of Object.entries(fields)) response.setHeader(name, value);
}
