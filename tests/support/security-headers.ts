import { expect } from "vitest";

/** The security headers that every response must have. */
export const SECURITY_HEADERS: Record<string, unknown> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": expect.stringMatching(
    /^(?=.*\bcamera=\(\))(?=.*\bgeolocation=\(\))(?=.*\bmicrophone=\(\))[a-z-]+=\(\)(?:, [a-z-]+=\(\))*$/,
  ),
};

/** The headers that every response of the API must have. */
export const API_HEADERS: Record<string, unknown> = {
  ...SECURITY_HEADERS,
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};
