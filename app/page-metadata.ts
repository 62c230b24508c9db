import type { Metadata } from "next";
import { headers } from "next/headers";

interface PageMetadata {
  /** The page's own; none for the front page. */
  title?: string;
  description: string;
  path: string;
  cursor?: string | undefined;
  type?: "website" | "article";
}

/** What search engines and previews of shared links are told of a page; its address is the one that it was asked at. */
export async function pageMetadata({
  title,
  description,
  path,
  cursor,
  type = "website",
}: PageMetadata): Promise<Metadata> {
  const url = cursor === undefined ? path : `${path}?${new URLSearchParams({ cursor }).toString()}`;
  return {
    metadataBase: await requestOrigin(),
    // Whole, and not for the layout's template: Next fills that in with String.replace, to which `$&` in a title is an order.
    title: { absolute: title === undefined ? "Inkwell" : `${title} · Inkwell` },
    description,
    alternates: { canonical: url },
    openGraph: { title: title ?? "Inkwell", description, url, type, siteName: "Inkwell" },
  };
}

async function requestOrigin(): Promise<URL> {
  const list = await headers();
  const host = list.get("x-forwarded-host") ?? list.get("host") ?? "localhost";
  const scheme = list.get("x-forwarded-proto")?.startsWith("https") ? "https" : "http";
  const origin = `${scheme}://${host}`;
  return new URL(URL.canParse(origin) ? origin : "http://localhost");
}
