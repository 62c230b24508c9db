import { buildSiteFeed } from "@/lib/server/feeds/feed-service";
import { defineDocument } from "@/lib/server/http/define-document";

// Settings are read when the server starts, not when it is built.
export const dynamic = "force-dynamic";

/** The Atom feed of the site. */
export const GET = defineDocument("application/atom+xml; charset=utf-8", buildSiteFeed);
