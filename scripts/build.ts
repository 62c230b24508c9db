// `npm run build`: builds the pages with Next.js and bundles the server and the operator's commands. Everything that
// production needs is then in .next/standalone (docs/decisions/0018-standalone-build.md).
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { runCommand } from "@/lib/run-command";
import { compressFiles } from "./compress-files";

const STANDALONE = ".next/standalone";
const ENTRY_POINTS = [
  "server/start.ts",
  "scripts/db-copy.ts",
  "scripts/db-migrate.ts",
  "scripts/mail-test.ts",
  "scripts/user.ts",
];

/** Packages that Next.js traces into the standalone folder. Loaded from there, they exist once in the process. */
const SHARED = [
  "@next/env",
  "@node-rs/argon2",
  "@prisma/adapter-better-sqlite3",
  "@prisma/adapter-pg",
  "@prisma/client",
  "@prisma/driver-adapter-utils",
  "better-sqlite3",
  "pg",
  "pino",
];
/** Finds its WebAssembly file beside itself, so it cannot be bundled. No page imports it. */
const SCHEMA_ENGINE = "@prisma/schema-engine-wasm";

await runCommand(async () => {
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const { status } = spawnSync(process.execPath, [next, "build"], { stdio: "inherit" });
  if (status !== 0) throw new Error(`next build failed with exit code ${status}.`);
  // Vercel runs the pages as functions of its own.
  if (!existsSync(STANDALONE)) return;

  await bundle();
  for (const path of ["prisma/schema.prisma", "prisma/migrations", "public", ".next/static"]) copy(path);
  copy(join("node_modules", SCHEMA_ENGINE));
  compressFiles(join(STANDALONE, ".next/static"));
  // Next's own server, and settings that must not get into an image.
  for (const file of ["server.js", ".env", ".env.production"])
    rmSync(join(STANDALONE, file), { force: true });
  console.log(`The site is in ${STANDALONE}. \`npm start\` starts it.`);
});

async function bundle(): Promise<void> {
  await build({
    entryPoints: ENTRY_POINTS,
    outdir: join(STANDALONE, "server"),
    entryNames: "[name]",
    bundle: true,
    // What is imported late stays so: settings are read, and errors in them reported, after `.env` has been loaded.
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    conditions: ["react-server"],
    // esbuild gives a dynamic import of a bundled CommonJS package no named exports, which Node and Next.js give it.
    mainFields: ["module", "main"],
    define: { "process.env.NODE_ENV": '"production"' },
    external: ["next", ...SHARED, SCHEMA_ENGINE],
    // Bundled CommonJS packages require Node's modules.
    banner: {
      js: `import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);`,
    },
    logLevel: "warning",
  });
}

/** Copies a file or folder of the project to the same place in the standalone folder. */
function copy(path: string): void {
  cpSync(path, join(STANDALONE, path), { recursive: true });
}
