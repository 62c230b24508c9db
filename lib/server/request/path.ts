import "server-only";

/** Returns whether a normalized target belongs to the API, which Next serves without rendering pages. */
export function isApi(target: string): boolean {
  return /^\/api(?:[/?#]|$)/.test(target);
}

/** Escapes the percent signs of a path in which some begin no UTF-8 sequence, as in `/%ff`. Next would respond with 500. */
export function escapeStrayPercents(path: string): string {
  try {
    decodeURIComponent(path);
    return path;
  } catch {
    return path.replaceAll("%", "%25");
  }
}

const DOCUMENT =
  /^\/(?:(?:users\/[1-9]\d{0,9}\/)?feed\.xml|sitemap(?:\/(?:site|(?:posts|authors)-[1-9]\d{0,4}))?\.xml|robots\.txt)$/;

/** Returns whether a path belongs to a document that programs read: a feed, a sitemap or robots.txt. Unlike pages, none has scripts. */
export function isDocument(path: string): boolean {
  return DOCUMENT.test(path);
}
