import "server-only";
import type { Precondition } from "../etag";

const ENTITY_TAG = /(W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g;

/**
 * Returns whether a client that sent this `If-None-Match` has the representation with this ETag (RFC 9110 §13.1.2). A proxy that
 * compresses may have made the ETag weak.
 */
export function isKnownToClient(header: string | null | undefined, etag: string): boolean {
  return typeof header === "string" && (isAny(header) || readTags(header).some((tag) => tag.opaque === etag));
}

/** Returns the precondition of a request, or undefined if it has no `If-Match`. A weak ETag never matches. */
export function readIfMatch(request: Request): Precondition | undefined {
  const header = request.headers.get("if-match");
  if (header === null) return undefined;
  return (etag) => isAny(header) || readTags(header).some((tag) => !tag.isWeak && tag.opaque === etag);
}

const isAny = (header: string) => header.trim() === "*";

function readTags(header: string): { isWeak: boolean; opaque: string }[] {
  return [...header.matchAll(ENTITY_TAG)].map(([, weak, opaque = ""]) => ({
    isWeak: weak !== undefined,
    opaque,
  }));
}
