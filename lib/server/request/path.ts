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
