import { buildSitemap } from "@/lib/server/feeds/sitemap-service";
import { defineDocument } from "@/lib/server/http/define-document";

// Settings are read when the server starts, not when it is built.
export const dynamic = "force-dynamic";

/** The sitemap, or the index of its parts. */
export const GET = defineDocument("application/xml; charset=utf-8", buildSitemap);
