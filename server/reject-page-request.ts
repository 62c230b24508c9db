import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "@/lib/server/errors";
import { refuse } from "./pre-routing-responses";

const ALLOW = "GET, HEAD, POST";
/** What a page's form sends before its JavaScript is there. */
const PLAIN_FORM = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

/**
 * Answers a request that no page takes, and says whether it was one. A plain form is shown its page again, as to a GET;
 * nothing that is sent to a page is ever read: Next would keep up to 10 MiB of each such body in memory, and what it takes
 * for the call of a Server Action, of which Inkwell has none, has been the way in more than once (CVE-2025-55182 and its
 * successors).
 */
export function refusePageRequest(request: IncomingMessage, response: ServerResponse): boolean {
  const { method, url, headers } = request;
  if (/^\/api(?:[/?]|$)/.test(url ?? "") || method === "GET" || method === "HEAD") return false;
  if (method !== "POST") {
    response.setHeader("Allow", ALLOW);
    void refuse(response, new AppError("method-not-allowed"));
    return true;
  }
  if (headers["next-action"] !== undefined || !PLAIN_FORM.test(headers["content-type"] ?? "")) {
    void refuse(response, new AppError("invalid-request", { detail: "A page takes no such request." }));
    return true;
  }
  request.method = "GET";
  request.resume();
  return false;
}
