import { expect } from "vitest";

/** The security headers of every answer, as the tests demand them. */
export const SECURITY_HEADERS: Record<string, unknown> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": expect.stringMatching(
    /^(?=.*\bcamera=\(\))(?=.*\bgeolocation=\(\))(?=.*\bmicrophone=\(\))[a-z-]+=\(\)(?:, [a-z-]+=\(\))*$/,
  ),
};

/** What every answer of the API has besides: no cache may keep it, and it is no page. */
export const API_HEADERS: Record<string, unknown> = {
  ...SECURITY_HEADERS,
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};
