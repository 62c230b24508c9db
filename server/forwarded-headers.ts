import type { IncomingMessage } from "node:http";
import { logWarning } from "@/lib/server/log/log";

/** What a proxy says of the address that the client asked at; Next and `app/page-metadata.ts` read them. */
const FORWARDED_HEADERS = ["x-forwarded-host", "x-forwarded-port", "x-forwarded-proto"];

let isTold = false;

/** Forgets what only a proxy can know. Where there is none in front, it is the client's own invention. */
export function forgetForwarded({ headers }: IncomingMessage): void {
  for (const name of FORWARDED_HEADERS) delete headers[name];
  if (isTold || headers["x-forwarded-for"] === undefined) return;
  isTold = true; // once, for anyone may send it
  logWarning(
    "A request had X-Forwarded-For, which is not believed. If a proxy of yours sends it, set TRUSTED_PROXY_HOPS: " +
      "until then the limits count all visitors behind it as one",
  );
}
