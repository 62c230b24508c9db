import "server-only";
import { toHtml } from "@/lib/markdown/to-html";
import type { Post } from "@/lib/schemas/post";
import { escapeXml } from "../escape-xml";

export interface Feed {
  title: string;
  subtitle: string;
  /** Path of the feed. */
  path: string;
  /** Path of the page that shows the same posts. */
  pagePath: string;
  /** Newest first. */
  posts: readonly Post[];
}

/** When a feed without posts was updated. Atom requires a time, and it must not change with every request. */
const NEVER = new Date(0).toISOString();

/** Returns a feed in Atom (RFC 4287). Each post has its permanent URL as its id. */
export async function toAtom(
  { title, subtitle, path, pagePath, posts }: Feed,
  siteUrl: string,
): Promise<string> {
  const entries: string[] = [];
  for (const post of posts) {
    entries.push(toEntry(post, siteUrl));
    // A text can take tenths of a second: others are served in between.
    await new Promise(setImmediate);
  }
  const updated = posts.map(updatedOf).sort().at(-1) ?? NEVER;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="${escapeXml(siteUrl)}/">
<id>${escapeXml(siteUrl + path)}</id>
<title>${escapeXml(title)}</title>
<subtitle>${escapeXml(subtitle)}</subtitle>
<link rel="self" type="application/atom+xml" href="${escapeXml(siteUrl + path)}"/>
<link rel="alternate" type="text/html" href="${escapeXml(siteUrl + pagePath)}"/>
<updated>${updated}</updated>
${entries.join("")}</feed>
`;
}

function toEntry(post: Post, siteUrl: string): string {
  const url = `${siteUrl}/posts/${post.id}`;
  return `<entry>
<id>${escapeXml(url)}</id>
<title>${escapeXml(post.title)}</title>
<link rel="alternate" type="text/html" href="${escapeXml(url)}"/>
<author><name>${escapeXml(post.author.username)}</name><uri>${escapeXml(siteUrl)}/users/${post.author.id}/posts</uri></author>
<published>${post.date_posted}</published>
<updated>${updatedOf(post)}</updated>
<content type="html" xml:base="${escapeXml(url)}">${escapeXml(toHtml(post.content, url))}</content>
</entry>
`;
}

function updatedOf({ date_posted, date_edited }: Post): string {
  return date_edited ?? date_posted;
}
