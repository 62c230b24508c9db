/**
 * Returns the path to open after login: `next` if it is on this site, otherwise the front page. It resolves `next` as the
 * browser does and compares origins, because `/\evil.example` and `/<tab>/evil.example` leave the site, too.
 */
export function safeRedirect(next: string | undefined, origin: string): string {
  if (next === undefined || !URL.canParse(next, origin)) return "/";
  const url = new URL(next, origin);
  // A `blob:` URL has the origin of the page that created it, but is not a page.
  if (url.origin !== origin || url.protocol === "blob:") return "/";
  // `/..//evil.example` resolves to `//evil.example`, which names a host.
  return url.pathname.replace(/^\/+/, "/") + url.search + url.hash;
}
