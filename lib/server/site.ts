import "server-only";
import { env } from "@/lib/env";

/** What the operator calls the site, and its public origin if that is known. */
export const site = { name: env.SITE_NAME, description: env.SITE_DESCRIPTION, url: env.SITE_URL };
