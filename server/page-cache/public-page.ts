/**
 * The pages that are the same for everyone; what a reader may see besides is loaded by the browser. `/account` would be, too, but
 * browsers keep a page that they may store in their back/forward cache, with what it shows.
 */
const PAGE = /^\/(?:posts\/[1-9]\d{0,9}|docs(?:\/errors)?|login|register)?$/;
/** Lists of posts, whose older pages are named by a cursor. The server issues cursors, so nobody can make up many. */
const LIST = /^\/(?:users\/[1-9]\d{0,9}\/posts)?(?:\?cursor=[\w-]{1,64})?$/;

/** Returns whether a normalized target names a public page, with no parameter but those that the page has. */
export function isPublicPage(target: string): boolean {
  return PAGE.test(target) || LIST.test(target);
}
