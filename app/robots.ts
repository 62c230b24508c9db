import type { MetadataRoute } from "next";
import { site } from "@/lib/server/site";

// Settings are read when the server starts, not when it is built.
export const dynamic = "force-dynamic";

/** Pages that show something only to the people who use them. Each stands for all paths that begin with it. */
const PRIVATE = [
  "/api",
  "/account",
  "/new",
  "/drafts",
  "/posts/*/edit",
  "/search",
  "/forgot-password",
  "/reset-password",
  "/verify-email",
];

/** Returns robots.txt (RFC 9309). */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: "*", allow: "/", disallow: PRIVATE },
    ...(site.url !== undefined && { sitemap: `${site.url}/sitemap.xml` }),
  };
}
