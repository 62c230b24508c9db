import "server-only";
import { AppError } from "../errors";

const ALLOW = "GET, HEAD, POST";
/** The media type of a form that is submitted before the page's JavaScript has loaded. */
const PLAIN_FORM = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

interface PageRequest {
  method: string;
  headers: Pick<Headers, "get" | "has">;
}

/** The error response to a request that no page accepts. */
interface PageObjection {
  problem: AppError;
  headers: Record<string, string>;
}

/**
 * Returns the error response to a request that no page accepts, or undefined. Besides reads, pages accept a plain form, which
 * gets its page again, as if by GET. Inkwell has no Server Actions, whose parser has been vulnerable more than once
 * (CVE-2025-55182 and its successors).
 */
export function objectToPageRequest({ method, headers }: PageRequest): PageObjection | undefined {
  if (method === "GET" || method === "HEAD") return undefined;
  if (method !== "POST") return { problem: new AppError("method-not-allowed"), headers: { Allow: ALLOW } };
  const isPlainForm = PLAIN_FORM.test(headers.get("content-type") ?? "");
  if (isPlainForm && !headers.has("next-action")) return undefined;
  return {
    problem: new AppError("invalid-request", { detail: "Pages do not accept this request." }),
    headers: {},
  };
}
