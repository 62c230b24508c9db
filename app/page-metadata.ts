import type { Metadata } from "next";
import { headers } from "next/headers";
import { requestOrigin } from "@/lib/server/request/request-origin";

interface PageMetadata {
  /** Left out on the front page. */
  title?: string;
  description: string;
  path: string;
  cursor?: string | undefined;
  type?: "website" | "article";
}

/** Returns the metadata of a public page for search engines and link previews, with URLs at the origin of the request. */
export async function pageMetadata({
  title,
  description,
  path,
  cursor,
  type = "website",
}: PageMetadata): Promise<Metadata> {
  const url = cursor === undefined ? path : `${path}?${new URLSearchParams({ cursor }).toString()}`;
  return {
    metadataBase: await siteUrl(),
    // Not through the template of the layout: Next fills it with String.replace, which expands `$&` in a title.
    title: { absolute: title === undefined ? "Inkwell" : `${title} · Inkwell` },
    description,
    alternates: { canonical: url },
    openGraph: { title: title ?? "Inkwell", description, url, type, siteName: "Inkwell" },
  };
}

/** Returns the URL that the visitor reached the site at. */
async function siteUrl(): Promise<URL> {
  const { scheme, host } = requestOrigin(await headers());
  return new URL(`${scheme}://${host ?? "localhost"}`);
}
