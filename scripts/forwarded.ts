import type { IncomingMessage, ServerResponse } from "node:http";
import { HTTPS_HEADERS } from "@/lib/security-headers";

/** What a proxy says of the address that the client asked at; Next and `app/page-metadata.ts` read them. */
const FORWARDED_HEADERS = ["x-forwarded-host", "x-forwarded-port", "x-forwarded-proto"];

/**
 * Takes the word of the proxies in front on how the client asked: an answer to https binds the browser to it. Where there
 * are none, the word is the client's own, and is forgotten.
 */
export function takeForwarded(request: IncomingMessage, response: ServerResponse, proxies: number): void {
  if (proxies === 0) for (const name of FORWARDED_HEADERS) delete request.headers[name];
  // The first of several is nearest to the client.
  if (!/^https(?:,|$)/.test(String(request.headers["x-forwarded-proto"]))) return;
  for (const [name, value] of Object.entries(HTTPS_HEADERS)) response.setHeader(name, value);
}
