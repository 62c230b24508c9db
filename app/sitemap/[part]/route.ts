import { buildSitemapPart } from "@/lib/server/feeds/sitemap-service";
import { defineDocument } from "@/lib/server/http/define-document";

/** A part of a large sitemap. */
export const GET = defineDocument("application/xml; charset=utf-8", (params: { part: string }) =>
  buildSitemapPart(params.part),
);
