import type { IncomingMessage, ServerResponse } from "node:http";
import { objectToPageRequest } from "@/lib/server/http/page-request";
import { isApi } from "@/lib/server/request/path";
import { sendProblem } from "./pre-routing-responses";

/**
 * Rejects a request that no page accepts, and returns whether it did. A plain form gets its page again, as if by GET: no body
 * sent to a page is read, of which Next would keep up to 10 MiB in memory.
 */
export function rejectPageRequest(request: IncomingMessage, response: ServerResponse): boolean {
  const { method = "", url = "", headers } = request;
  if (isApi(url)) return false;
  const objection = objectToPageRequest({
    method,
    headers: {
      get: (name) => headers[name]?.toString() ?? null,
      has: (name) => headers[name] !== undefined,
    },
  });
  if (objection !== undefined) {
    for (const [name, value] of Object.entries(objection.headers)) response.setHeader(name, value);
    void sendProblem(response, objection.problem);
    return true;
  }
  if (method !== "POST") return false;
  request.method = "GET";
  request.resume();
  return false;
}
