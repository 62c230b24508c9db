import type { IncomingMessage } from "node:http";
import { isDocument } from "@/lib/server/request/path";

/** A request for a public page or document, with all that decides what it gets. */
export interface PublicPage {
  target: string;
  /** The headers by which the router of Next asks for the data of a page. None if it asks for the page itself. */
  headers: Record<string, string>;
}

/**
 * The pages that are the same for everyone; what a reader may see besides is loaded by the browser. `/account` would be, too, but
 * browsers keep a page that they may store in their back/forward cache, with what it shows. So would those that links in mails open.
 */
const PAGE = /^\/(?:posts\/[1-9]\d{0,9}|docs(?:\/errors)?|login|register|forgot-password)?$/;
/** Lists of posts, whose older pages are named by a cursor. The server issues cursors, so nobody can make up many. */
const LIST = /^\/(?:users\/[1-9]\d{0,9}\/posts)?(?:\?cursor=[\w-]{1,64})?$/;

/** The headers that Next reads to render the data of a page, besides its target. `_rsc` is a hash of the others. */
const DATA_HEADERS = [
  "rsc",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  "next-router-state-tree",
  "next-url",
];
const DATA_PARAMETER = /[?&]_rsc(?:=[\w-]{0,32})?$/;

/** Returns the public page or document that a request asks for, with no parameter but those that the page has, or undefined. */
export function toPublicPage({ method, url = "", headers }: IncomingMessage): PublicPage | undefined {
  if (method !== "GET" && method !== "HEAD") return undefined;
  const isData = headers["rsc"] !== undefined;
  const page = isData ? url.replace(DATA_PARAMETER, "") : url;
  if (!PAGE.test(page) && !LIST.test(page) && (isData || !isDocument(page))) return undefined;
  const sent = DATA_HEADERS.map((name) => [name, headers[name]]).filter(([, value]) => value !== undefined);
  return { target: url, headers: isData ? (Object.fromEntries(sent) as Record<string, string>) : {} };
}
