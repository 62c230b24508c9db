import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, linkSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isSource } from "../support/build";
import { listFiles } from "../support/list-files";
import { ROOT } from "../support/process";

/** On the disk of the checkout, and where git does not look. */
const FOLDER = path.join(ROOT, "tests/.output/bench");
/** What `prisma generate` makes, which git does not know either. */
const GENERATED = "lib/server/generated";

/**
 * What Next alone costs: routes that are not in the product, for its routes to be compared with. One answers with an empty
 * object; the other without a body, which saves Next the stream that any body goes through.
 */
export const EMPTY_PATH = "/api/empty";
export const BODILESS_PATH = "/api/bodiless";
const ROUTES = { [EMPTY_PATH]: "Response.json({})", [BODILESS_PATH]: "new Response()" };

/** Builds a copy of this checkout with those routes, and gives its folder. */
export async function buildSite(): Promise<string> {
  rmSync(FOLDER, { recursive: true, force: true });
  const files = listFiles(ROOT)?.filter((file) => isSource(file) || file.startsWith("server/")) ?? [];
  for (const file of [...files, GENERATED])
    cpSync(path.join(ROOT, file), path.join(FOLDER, file), { recursive: true });
  // Turbopack bundles nothing from outside of the project.
  linkFiles(path.join(ROOT, "node_modules"), path.join(FOLDER, "node_modules"));
  for (const [url, answer] of Object.entries(ROUTES)) {
    const folder = path.join(FOLDER, "app", url);
    mkdirSync(folder);
    writeFileSync(path.join(folder, "route.ts"), `export async function GET() {\n  return ${answer};\n}\n`);
  }

  const next = path.join(FOLDER, "node_modules/next/dist/bin/next");
  const env = { ...process.env, SECRET_KEY: "a key for the build, which signs nothing" };
  const child = spawn(process.execPath, [next, "build"], { cwd: FOLDER, env, stdio: "ignore" });
  const [exitCode] = (await once(child, "exit")) as [number | null];
  if (exitCode !== 0) throw new Error(`next build failed with exit code ${exitCode} in ${FOLDER}`);
  return FOLDER;
}

/** Makes a folder with the same files in it, not with copies of them: packages are large. */
function linkFiles(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkFiles(source, target);
    else if (entry.isFile()) linkSync(source, target);
  }
}
