import type { NextConfig } from "next";
// Reading the settings here stops `dev`, `build` and `start` when one is missing or wrong.
import "./lib/env";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Nothing uses Next's image optimizer, which would fetch and decode what a client names: it answers 404.
  images: { unoptimized: true },
  // `npm run check` has the types of everything checked; a deployment need not wait for that again.
  typescript: { ignoreBuildErrors: true },
  // `/api/users/` is answered as it stands: a redirect would have a client send its password twice.
  skipTrailingSlashRedirect: true,
  // Native or WebAssembly, and loaded by Node as they are.
  serverExternalPackages: ["@node-rs/argon2", "@prisma/adapter-better-sqlite3", "better-sqlite3"],
};

export default config;
