import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { listFiles } from "./list-files";
import { BUILD } from "./start-command";

const ROOT = path.resolve(import.meta.dirname, "../..");
const BUILD_ID_FILE = path.join(ROOT, ".next/BUILD_ID");
const STAMP_FILE = path.join(ROOT, ".next/built-from");

/** The key given to the build, so that a test can look for it in the output. Nothing is signed with it. */
export const BUILD_KEY = "canary-key-of-the-build-which-nobody-may-keep";

/** Files that the build reads although git ignores them. */
const ENV_FILES = [".env", ".env.local", ".env.production", ".env.production.local"];
/** Files that the build does not read. */
const NO_SOURCE = /^(?:tests|docs|\.ci|\.github)\/|\.test\.tsx?$|\.md$/;

/** Returns whether a file, named relative to the root, affects the output of `npm run build`. */
export function isSource(file: string): boolean {
  return !NO_SOURCE.test(file);
}

/** Makes the production build that the API and browser tests use, unless .next is up to date. */
export async function setup(): Promise<void> {
  const sources = hashSources();
  if (sources !== undefined && readIfThere(STAMP_FILE) === stamp(sources)) return;
  process.stdout.write("Building the site for the tests…\n");
  await runBuild();
  // The hash predates the build, so that edits made during the build cause another one.
  if (sources !== undefined) writeFileSync(STAMP_FILE, stamp(sources));
}

/** The stamp includes the build id, so that a later build by another command is not mistaken for this one. */
function stamp(sources: string): string {
  return `${sources} ${readIfThere(BUILD_ID_FILE)}`;
}

/** Returns a hash of the names and contents of all sources, or undefined without git; then every run builds. */
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
  const child = spawn(process.execPath, BUILD, {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_ENV: "production", // Vitest says "test"
      SECRET_KEY: BUILD_KEY,
      // A port that nobody listens on: the build must install nothing.
      npm_config_registry: "http://127.0.0.1:9",
      // An impossible path: a build that opens a database must fail instead of using the developer's.
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
    throw new Error(`npm run build failed with exit code ${exitCode}:\n${Buffer.concat(output).toString()}`);
  }
}
