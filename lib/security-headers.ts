/** Browser features that no page of the site uses and every page therefore denies. */
const UNUSED_FEATURES = [
  "accelerometer",
  "autoplay",
  "camera",
  "display-capture",
  "encrypted-media",
  "fullscreen",
  "geolocation",
  "gyroscope",
  "hid",
  "idle-detection",
  "local-fonts",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "picture-in-picture",
  "publickey-credentials-create",
  "publickey-credentials-get",
  "screen-wake-lock",
  "serial",
  "usb",
  "xr-spatial-tracking",
];

/** Headers of every response: pages, files, the API, redirects and errors. */
export const SECURITY_HEADERS = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": UNUSED_FEATURES.map((feature) => `${feature}=()`).join(", "),
};

const HSTS_MAX_AGE_SECONDS = 2 * 365 * 24 * 60 * 60;

/**
 * Headers of responses over https, besides `SECURITY_HEADERS` (RFC 6797). They omit `includeSubDomains` and `preload`:
 * other hosts of the operator's domain may not support https, and browsers remember the rule for two years.
 */
export const HTTPS_HEADERS = { "Strict-Transport-Security": `max-age=${HSTS_MAX_AGE_SECONDS}` };

/**
 * Pattern of a whole `X-Forwarded-Proto` field that says the client uses https. Each proxy may append a value, and the first
 * one is the client's. Next matches it in `next.config.ts`, everything else through `requestOrigin`.
 */
export const FORWARDED_AS_HTTPS = "https(?:\\s*,.*)?";
