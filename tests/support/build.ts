import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { listFiles } from "./list-files";

const ROOT = path.resolve(import.meta.dirname, "../..");
const BUILD_ID_FILE = path.join(ROOT, ".next/BUILD_ID");
const STAMP_FILE = path.join(ROOT, ".next/built-from");

/** The key that the build is given, to look for in what it makes; nothing is ever signed with it. */
export const BUILD_KEY = "canary-key-of-the-build-which-nobody-may-keep";

/** What git does not know but the build reads. */
const ENV_FILES = [".env", ".env.local", ".env.production", ".env.production.local"];
/** What the build does not read. */
const NO_SOURCE = /^(?:tests|docs|scripts|server|\.ci|\.github)\/|\.test\.tsx?$|\.md$/;

/** Whether a file, named from the root, has a say in what `next build` makes. */
export function isSource(file: string): boolean {
  return !NO_SOURCE.test(file);
}

/** Makes the production build that tests/api and tests/browser run against, unless .next holds it already. */
export async function setup(): Promise<void> {
  const sources = hashSources();
  if (sources !== undefined && readIfThere(STAMP_FILE) === stamp(sources)) return;
  process.stdout.write("Building the site for the tests…\n");
  await runBuild();
  // Taken before the build, so that what is edited meanwhile makes the next run build again.
  if (sources !== undefined) writeFileSync(STAMP_FILE, stamp(sources));
}

/** The build's own id is part of the stamp: a build that someone else made since then is not taken for ours. */
function stamp(sources: string): string {
  return `${sources} ${readIfThere(BUILD_ID_FILE)}`;
}

/** A hash over the names and contents of all sources; undefined where git cannot tell them, and so always build. */
function hashSources(): string | undefined {
  const files = listFiles(ROOT)?.filter(isSource);
  if (files === undefined) return undefined;
  const hash = createHash("sha256").update(process.version).update(BUILD_KEY);
  for (const file of [...files, ...ENV_FILES].sort()) {
    const bytes = existsSync(path.join(ROOT, file)) ? readFileSync(path.join(ROOT, file)) : Buffer.of();
    hash.update(`\0${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

async function runBuild(): Promise<void> {
  const child = spawn(process.execPath, [path.join(ROOT, "node_modules/next/dist/bin/next"), "build"], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_ENV: "production", // Vitest says "test"
      NEXT_TELEMETRY_DISABLED: "1",
      SECRET_KEY: BUILD_KEY,
      // A path that cannot be: a build that asks a database must fail here, not reach for the developer's.
      DATABASE_URL: "file:./package.json/no-database-at-build-time",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  if (exitCode !== 0) {
    throw new Error(`next build failed with exit code ${exitCode}:\n${Buffer.concat(output).toString()}`);
  }
}
