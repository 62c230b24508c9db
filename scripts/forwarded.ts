import type { IncomingMessage } from "node:http";

/** What a proxy says of the address that the client asked at; Next and `app/page-metadata.ts` read them. */
const FORWARDED_HEADERS = ["x-forwarded-host", "x-forwarded-port", "x-forwarded-proto"];

/** Forgets what only a proxy can know. Where there is none in front, it is the client's own invention. */
export function forgetForwarded(request: IncomingMessage): void {
  for (const name of FORWARDED_HEADERS) delete request.headers[name];
}
