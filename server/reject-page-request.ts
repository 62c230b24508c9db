import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "@/lib/server/errors";
import { sendProblem } from "./pre-routing-responses";

const ALLOW = "GET, HEAD, POST";
/** The media type of a form that is submitted before the page's JavaScript has loaded. */
const PLAIN_FORM = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

/**
 * Rejects a request that no page accepts, and returns whether it did. A plain form gets its page again, as if by GET.
 *
 * No body sent to a page is read. Next would keep up to 10 MiB of each in memory. Its parser for Server Actions, of which
 * Inkwell has none, has been vulnerable more than once (CVE-2025-55182 and its successors).
 */
export function rejectPageRequest(request: IncomingMessage, response: ServerResponse): boolean {
  const { method, url, headers } = request;
  if (/^\/api(?:[/?]|$)/.test(url ?? "") || method === "GET" || method === "HEAD") return false;
  if (method !== "POST") {
    response.setHeader("Allow", ALLOW);
    void sendProblem(response, new AppError("method-not-allowed"));
    return true;
  }
  if (headers["next-action"] !== undefined || !PLAIN_FORM.test(headers["content-type"] ?? "")) {
    void sendProblem(
      response,
      new AppError("invalid-request", { detail: "Pages do not accept this request." }),
    );
    return true;
  }
  request.method = "GET";
  request.resume();
  return false;
}
