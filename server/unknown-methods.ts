import type { IncomingMessage } from "node:http";
import { METHODS, UNSUPPORTED_METHOD_HEADER } from "@/lib/server/http/define-route";

/**
 * Turns a method that Next does not know, such as TRACE, into OPTIONS with a mark. The route then responds with 405
 * and the methods that it allows, where Next would respond with 500.
 */
export function markUnknownMethod(request: IncomingMessage): void {
  delete request.headers[UNSUPPORTED_METHOD_HEADER];
  if (METHODS.some((known) => known === request.method)) return;
  request.headers[UNSUPPORTED_METHOD_HEADER] = request.method;
  request.method = "OPTIONS";
}
