/**
 * Gives the path to go to after log-in: `next` where it is one of this site's, otherwise the home page. Resolving it as the
 * browser would and comparing origins is the only sure way: `/\evil.example` and `/<tab>/evil.example` leave the site, too.
 */
export function safeRedirect(next: string | undefined, origin: string): string {
  if (next === undefined || !URL.canParse(next, origin)) return "/";
  const url = new URL(next, origin);
  // A `blob:` address has the origin of the page that made it, and is no page.
  if (url.origin !== origin || url.protocol === "blob:") return "/";
  // `/..//evil.example` resolves to a path that would itself be taken for a host.
  return url.pathname.replace(/^\/+/, "/") + url.search + url.hash;
}
