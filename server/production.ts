// Imported before all else by what runs in production: the settings and Next decide by it on import.
import { existsSync, readFileSync } from "node:fs";

/** Next's settings as the build has resolved them. */
const BUILT = ".next/required-server-files.json";

Object.assign(process.env, { NODE_ENV: "production" });

// As the server of `output: "standalone"` does: to read next.config.ts once more, Next would load its compiler, which then
// stays in memory (some 50 MiB). Without a build Next says so itself.
if (existsSync(BUILT)) {
  const { config } = JSON.parse(readFileSync(BUILT, "utf8")) as { config: unknown };
  Object.assign(process.env, { __NEXT_PRIVATE_STANDALONE_CONFIG: JSON.stringify(config) });
}
