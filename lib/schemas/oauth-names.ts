// Apart from the schemas, so that the pages that send these words need no schema library for it.

/** The scope that asks for a refresh token (OpenID Connect Core 1.0 §11). */
export const OFFLINE_ACCESS = "offline_access";

/** The `client_id` of the site's own pages, whose refresh token is a cookie. */
export const WEB_CLIENT = "web";
