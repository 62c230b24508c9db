import type { Metadata } from "next";
import type { Post } from "@/lib/schemas/post";
import type { UserPublic } from "@/lib/schemas/user";
import { site } from "@/lib/server/site";
import socialPicture from "./pictures/social.png";

interface PageMetadata {
  /** Left out on the front page. */
  title?: string;
  description: string;
  path: string;
  cursor?: string | undefined;
  /** The post that the page shows. */
  post?: Pick<Post, "date_posted" | "date_edited">;
  /** Whose posts the page shows. */
  author?: Pick<UserPublic, "id" | "username">;
}

/**
 * Returns the metadata of a public page for search engines, link previews and feed readers. Next.js resolves its URLs against the
 * `metadataBase` of the layout. Without one the canonical URL stays relative, and whatever must be absolute is left out.
 */
export function pageMetadata({ title, description, path, cursor, post, author }: PageMetadata): Metadata {
  const url = cursor === undefined ? path : `${path}?${new URLSearchParams({ cursor }).toString()}`;
  const hasUrl = site.url !== undefined;
  const { src, width, height } = socialPicture;
  const article = post && {
    type: "article" as const,
    publishedTime: post.date_posted,
    ...(post.date_edited !== null && { modifiedTime: post.date_edited }),
    ...(hasUrl && author && { authors: `${site.url}/users/${author.id}/posts` }),
  };
  return {
    // Not through the template of the layout: Next fills it with String.replace, which expands `$&` in a title.
    title: { absolute: title === undefined ? site.name : `${title} · ${site.name}` },
    description,
    alternates: { canonical: url, ...(hasUrl && { types: { "application/atom+xml": feedLinks(author) } }) },
    openGraph: {
      title: title ?? site.name,
      description,
      siteName: site.name,
      ...(article ?? { type: "website" }),
      ...(hasUrl && { url, images: { url: src, width, height, alt: "" } }),
    },
    // It takes the rest from Open Graph.
    twitter: { card: hasUrl ? "summary_large_image" : "summary" },
  };
}

/** Returns the feeds of the site and of an author, as readers list them. */
function feedLinks(author: PageMetadata["author"]): { url: string; title: string }[] {
  return [
    ...(author ? [{ url: `/users/${author.id}/feed.xml`, title: `${author.username} · ${site.name}` }] : []),
    { url: "/feed.xml", title: site.name },
  ];
}
