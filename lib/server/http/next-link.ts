import "server-only";

/** The `Link` header (RFC 8288) that leads to the next page of a list, where there is one. */
export function nextLink(
  path: string,
  limit: number,
  nextCursor: string | undefined,
): Record<string, string> {
  if (nextCursor === undefined) return {};
  const query = new URLSearchParams({ limit: String(limit), cursor: nextCursor });
  return { Link: `<${path}?${query.toString()}>; rel="next"` };
}
