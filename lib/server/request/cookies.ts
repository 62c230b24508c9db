import "server-only";

/**
 * Returns the values of every cookie of that name in a `Cookie` field, in the order sent. There can be several: a host of
 * the same domain can set one beside ours (RFC 6265 §8.6).
 */
export function readCookies(field: string | null | undefined, name: string): string[] {
  const start = `${name}=`;
  const cookies = field?.split(";").map((cookie) => cookie.trim()) ?? [];
  return cookies.filter((cookie) => cookie.startsWith(start)).map((cookie) => cookie.slice(start.length));
}
