import type { Metadata } from "next";
import { site } from "@/lib/server/site";

interface PageMetadata {
  /** Left out on the front page. */
  title?: string;
  description: string;
  path: string;
  cursor?: string | undefined;
  type?: "website" | "article";
}

/**
 * Returns the metadata of a public page for search engines and link previews. Next.js resolves its URLs against the
 * `metadataBase` of the layout. Without one the canonical URL stays relative, and `og:url`, which must be absolute, is left out.
 */
export function pageMetadata({ title, description, path, cursor, type = "website" }: PageMetadata): Metadata {
  const url = cursor === undefined ? path : `${path}?${new URLSearchParams({ cursor }).toString()}`;
  return {
    // Not through the template of the layout: Next fills it with String.replace, which expands `$&` in a title.
    title: { absolute: title === undefined ? site.name : `${title} · ${site.name}` },
    description,
    alternates: { canonical: url },
    openGraph: {
      title: title ?? site.name,
      description,
      ...(site.url !== undefined && { url }),
      type,
      siteName: site.name,
    },
  };
}
