import "server-only";
import { site } from "../site";
import { countPosts, findAuthorDates, findPostDates, findRanges, type SitemapRow } from "./sitemap-store";
import { toSitemap, toSitemapIndex, type SitemapEntry } from "./sitemap-view";

/** The largest number of entries that a sitemap may have. */
const MAX_ENTRIES = 50_000;
const ALL_IDS = { first: 1, last: 2_147_483_647 };
const FRONT_PAGE = { path: "/" };

/** The parts of a large sitemap: one for the front page, and one for every 50,000 ids of posts and of authors. */
const PART = /^(?:site|(posts|authors)-([1-9]\d{0,4}))\.xml$/;

/**
 * Returns the sitemap: all posts, their authors and the front page, or an index of its parts if those are too many. Undefined
 * without `SITE_URL`.
 */
export async function buildSitemap(): Promise<string | undefined> {
  if (site.url === undefined) return undefined;
  if ((await countPosts(MAX_ENTRIES)) < MAX_ENTRIES) {
    const authors = await findAuthorDates(ALL_IDS, MAX_ENTRIES);
    const posts = await findPostDates(ALL_IDS, MAX_ENTRIES);
    const entries = [FRONT_PAGE, ...authors.map(toAuthorEntry), ...posts.map(toPostEntry)];
    if (entries.length <= MAX_ENTRIES) return toSitemap(site.url, entries);
  }
  const postParts = await findRanges("posts", MAX_ENTRIES);
  const authorParts = await findRanges("authors", MAX_ENTRIES);
  return toSitemapIndex(site.url, [
    "/sitemap/site.xml",
    ...authorParts.map((number) => `/sitemap/authors-${number}.xml`),
    ...postParts.map((number) => `/sitemap/posts-${number}.xml`),
  ]);
}

/** Returns a part of a large sitemap. Undefined if it has no entries, if its name is unknown, or without `SITE_URL`. */
export async function buildSitemapPart(name: string): Promise<string | undefined> {
  const match = PART.exec(name);
  if (site.url === undefined || match === null) return undefined;
  const [, kind, number] = match;
  if (kind === undefined) return toSitemap(site.url, [FRONT_PAGE]);
  const end = Number(number) * MAX_ENTRIES;
  const range = { first: end - MAX_ENTRIES + 1, last: Math.min(end, ALL_IDS.last) };
  if (range.first > range.last) return undefined;
  const entries =
    kind === "posts"
      ? (await findPostDates(range, MAX_ENTRIES)).map(toPostEntry)
      : (await findAuthorDates(range, MAX_ENTRIES)).map(toAuthorEntry);
  return entries.length === 0 ? undefined : toSitemap(site.url, entries);
}

function toPostEntry({ id, date_posted, date_edited }: SitemapRow): SitemapEntry {
  return { path: `/posts/${id}`, date: date_edited ?? date_posted };
}

function toAuthorEntry({ id, date_posted, date_edited }: SitemapRow): SitemapEntry {
  return { path: `/users/${id}/posts`, date: date_edited ?? date_posted };
}
