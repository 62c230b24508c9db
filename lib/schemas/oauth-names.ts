// Not in `token.ts`, so that pages can import these names without loading zod.

/** The scope that asks for a refresh token (OpenID Connect Core 1.0 §11). */
export const OFFLINE_ACCESS = "offline_access";

/** The `client_id` of this site's own pages, which receive the refresh token in a cookie. */
export const WEB_CLIENT = "web";
