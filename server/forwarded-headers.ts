import type { IncomingMessage } from "node:http";
import { logWarning } from "@/lib/server/log/log";

/** The headers in which a proxy says which address the client used. Next and `requestOrigin` read them. */
const FORWARDED_HEADERS = ["x-forwarded-host", "x-forwarded-port", "x-forwarded-proto"];

let hasWarned = false;

/** Removes the headers that only a proxy can know. Without a proxy, the client made them up. */
export function removeForwardedHeaders({ headers }: IncomingMessage): void {
  for (const name of FORWARDED_HEADERS) delete headers[name];
  if (hasWarned || headers["x-forwarded-for"] === undefined) return;
  hasWarned = true; // once, since any client can send the header
  logWarning(
    "Ignoring X-Forwarded-For because TRUSTED_PROXY_HOPS is 0. If a proxy of yours sends the header, set " +
      "TRUSTED_PROXY_HOPS; otherwise all visitors share one rate limit.",
  );
}
