import "server-only";
import { env } from "@/lib/env";

/** What the operator says about the site. Pages cannot read the settings themselves. */
export const site = {
  name: env.SITE_NAME,
  description: env.SITE_DESCRIPTION,
  /** The public origin. */
  url: env.SITE_URL,
  /** Where to report a vulnerability: a `mailto:`, `https:` or `tel:` URI. */
  securityContact: env.SECURITY_CONTACT,
};
