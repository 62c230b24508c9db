import type { NextConfig } from "next";
import { API_POLICY } from "./lib/content-policy";
// Validates the settings, so that `dev`, `build` and `start` stop when one is missing or wrong.
import { env, isProduction } from "./lib/env";
import { hashSources } from "./lib/hash-sources";
import { FORWARDED_AS_HTTPS, HTTPS_HEADERS, SECURITY_HEADERS } from "./lib/security-headers";

// Next.js would report the use of its commands to its makers.
Object.assign(process.env, { NEXT_TELEMETRY_DISABLED: "1" });

const config: NextConfig = {
  // Copies what the pages need into .next/standalone, where scripts/build.ts adds the server. Vercel has its own output.
  ...(env.VERCEL === undefined && { output: "standalone" as const }),
  // A tab that was opened before an update loads its next page anew, with the scripts of the new version. Vercel sets its own id.
  ...(isProduction && env.VERCEL === undefined && { deploymentId: hashSources() }),
  poweredByHeader: false,
  reactStrictMode: true,
  // No page uses Next's image optimizer, which would fetch and decode images that a client names. Its path returns 404.
  images: { unoptimized: true },
  // The build checks the types of what it builds; `npm run types` checks all files, tests included.
  typescript: { tsconfigPath: "tsconfig.build.json" },
  // `/api/users/` is served like `/api/users`: a redirect would make clients send passwords twice.
  skipTrailingSlashRedirect: true,
  // Puts the metadata into the head of the page for every client, where Next would otherwise send it to browsers later, so that
  // all clients get the same page.
  htmlLimitedBots: /.*/,
  // These packages contain native code or read files of their own, so Node loads them unbundled.
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-better-sqlite3",
    "@prisma/adapter-pg",
    "better-sqlite3",
    "pg",
  ],
  experimental: {
    // Fewer and larger files than by default, 9 instead of 12 on the front page: a reader mostly opens one page.
    turbopackChunking: { minChunkSize: 150_000, maxMergeChunkSize: 400_000 },
  },
  // Pages get their own Content-Security-Policy from `proxy.ts`, which makes one per request.
  headers: async () => [
    { source: "/:path*", headers: toList(SECURITY_HEADERS) },
    { source: "/:path*", has: [OVER_HTTPS], headers: toList(HTTPS_HEADERS) },
    { source: TOKEN_PAGES, headers: toList({ "Referrer-Policy": "no-referrer" }) },
    { source: "/icon.svg", headers: toList(FILE_HEADERS) },
    { source: "/api/:path*", headers: toList({ "Content-Security-Policy": API_POLICY }) },
  ],
  // Where password managers send people to change a password (W3C Well-Known URL for Changing Passwords).
  redirects: async () => [
    { source: "/.well-known/change-password", destination: "/account", permanent: false },
  ],
  // Next serves its page for crashes as a 500 to anyone who requests it by name.
  rewrites: async () => ({
    beforeFiles: [{ source: "/_global-error", destination: "/_not-found" }],
  }),
};

/** Headers of files whose address has no hash: after a day, browsers ask whether they have changed. */
const FILE_HEADERS = { "Cache-Control": "public, max-age=86400" };

/** Pages that links in mails open. The token is in the fragment, which browsers send to nobody; this is a second lock. */
const TOKEN_PAGES = "/:page(reset-password|verify-email|undo-email-change){/}?";

const OVER_HTTPS = { type: "header", key: "x-forwarded-proto", value: FORWARDED_AS_HTTPS } as const;

function toList(headers: Record<string, string>) {
  return Object.entries(headers).map(([key, value]) => ({ key, value }));
}

export default config;
