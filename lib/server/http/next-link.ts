import "server-only";

/** Returns the `Link` header (RFC 8288) to the next page of a list, or no header on the last page. */
export function nextLink(
  path: string,
  limit: number,
  nextCursor: string | undefined,
  parameters: Record<string, string> = {},
): Record<string, string> {
  if (nextCursor === undefined) return {};
  const query = new URLSearchParams({ ...parameters, limit: String(limit), cursor: nextCursor });
  return { Link: `<${path}?${query.toString()}>; rel="next"` };
}
