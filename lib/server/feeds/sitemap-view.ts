import "server-only";
import { escapeXml } from "../escape-xml";

const HEAD = '<?xml version="1.0" encoding="utf-8"?>\n';
const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

/** A page, and when it changed. */
export interface SitemapEntry {
  path: string;
  date?: Date | undefined;
}

/** Returns a sitemap (https://www.sitemaps.org/protocol.html). */
export function toSitemap(siteUrl: string, entries: readonly SitemapEntry[]): string {
  const origin = escapeXml(siteUrl);
  const urls = entries.map(({ path, date }) => {
    const lastmod = date === undefined ? "" : `<lastmod>${date.toISOString()}</lastmod>`;
    return `<url><loc>${origin}${path}</loc>${lastmod}</url>\n`;
  });
  return `${HEAD}<urlset xmlns="${NAMESPACE}">\n${urls.join("")}</urlset>\n`;
}

/** Returns an index of sitemaps. */
export function toSitemapIndex(siteUrl: string, paths: readonly string[]): string {
  const origin = escapeXml(siteUrl);
  const parts = paths.map((path) => `<sitemap><loc>${origin}${path}</loc></sitemap>\n`);
  return `${HEAD}<sitemapindex xmlns="${NAMESPACE}">\n${parts.join("")}</sitemapindex>\n`;
}
