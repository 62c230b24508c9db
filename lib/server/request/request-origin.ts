import "server-only";
import { FORWARDED_AS_HTTPS } from "@/lib/security-headers";
import { isValidHost } from "./host";

export interface RequestOrigin {
  scheme: "http" | "https";
  /** Host and port as in `URL.host`: lower case, without the default port. Undefined if the request names no valid host. */
  host: string | undefined;
}

interface HeaderReader {
  get: (name: string) => string | string[] | null | undefined;
}

const HTTPS = new RegExp(`^${FORWARDED_AS_HTTPS}$`);

/**
 * Returns where the client reached the site: the first value of `X-Forwarded-Proto` and `X-Forwarded-Host`, which each
 * proxy on the way may append to, else plain http and `Host`. `clientAddress` returns where the client itself is.
 *
 * Without a trusted proxy, the server in `server/` removes the forwarded headers before this function sees them.
 */
export function requestOrigin(headers: HeaderReader): RequestOrigin {
  const read = (name: string) => String(headers.get(name) ?? "");
  const scheme = HTTPS.test(read("x-forwarded-proto")) ? "https" : "http";
  const [forwardedHost = ""] = read("x-forwarded-host").split(",", 1);
  const host = [forwardedHost.trim(), read("host")].find(isValidHost);
  return { scheme, host: host && new URL(`${scheme}://${host}`).host };
}
