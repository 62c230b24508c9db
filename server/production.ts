// Imported first by everything that runs in production: settings and Next read NODE_ENV when they are imported.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of the build, whether this file runs bundled or not. The working directory has `.env` and the migrations. */
export const APP_FOLDER = dirname(import.meta.dirname);

/** Next's settings as resolved by the build. */
const RESOLVED_SETTINGS = join(APP_FOLDER, ".next/required-server-files.json");

Object.assign(process.env, { NODE_ENV: "production" });

// Reading next.config.ts again would load Next's compiler, which then occupies some 50 MiB. The server of
// `output: "standalone"` sets the same variable (docs/decisions/private-apis.md). Without a build, Next.js reports it.
if (existsSync(RESOLVED_SETTINGS)) {
  const { config } = JSON.parse(readFileSync(RESOLVED_SETTINGS, "utf8")) as { config: unknown };
  Object.assign(process.env, { __NEXT_PRIVATE_STANDALONE_CONFIG: JSON.stringify(config) });
}
