import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "@/lib/server/errors";
import { refuse } from "./early-answers";

/** What a page's form sends before its JavaScript is there; the page is shown again. */
const PLAIN_FORM = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

/**
 * Answers what Next would read as the call of a Server Action, and says whether it was one. Inkwell has none, and reading
 * such a body has been the way in more than once (CVE-2025-55182 and its successors): here nobody reads it.
 */
export function refuseServerAction(
  { method, url, headers }: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (method !== "POST" || /^\/api(?:[/?]|$)/.test(url ?? "")) return false;
  if (headers["next-action"] === undefined && PLAIN_FORM.test(headers["content-type"] ?? "")) return false;
  void refuse(response, new AppError("invalid-request", { detail: "A page takes no such request." }));
  return true;
}
