import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, linkSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isSource } from "../support/build";
import { listFiles } from "../support/list-files";
import { ROOT } from "../support/process";
import { BUILD } from "../support/start-command";

/** On the disk of the checkout, in a folder that git ignores. */
const FOLDER = path.join(ROOT, "tests/.output/bench");
/** The output of `prisma generate`, which git ignores, too. */
const GENERATED = "lib/server/generated";

/**
 * Routes outside the product that show what Next alone costs. One returns an empty object. The other returns no body, which
 * saves Next the stream of a body.
 */
export const EMPTY_PATH = "/api/empty";
export const BODILESS_PATH = "/api/bodiless";
const ROUTES = { [EMPTY_PATH]: "Response.json({})", [BODILESS_PATH]: "new Response()" };

/** Builds a copy of this checkout with those routes and returns its folder. */
export async function buildSite(): Promise<string> {
  rmSync(FOLDER, { recursive: true, force: true });
  const files = listFiles(ROOT)?.filter(isSource) ?? [];
  for (const file of [...files, GENERATED])
    cpSync(path.join(ROOT, file), path.join(FOLDER, file), { recursive: true });
  // Tailwind leaves out what git ignores. The checkout's git ignores this whole folder, and then it would read all packages.
  mkdirSync(path.join(FOLDER, ".git"));
  // Turbopack bundles nothing from outside the project.
  linkFiles(path.join(ROOT, "node_modules"), path.join(FOLDER, "node_modules"));
  for (const [url, answer] of Object.entries(ROUTES)) {
    const folder = path.join(FOLDER, "app", url);
    mkdirSync(folder);
    writeFileSync(path.join(folder, "route.ts"), `export async function GET() {\n  return ${answer};\n}\n`);
  }

  const env = { ...process.env, SECRET_KEY: "a key for the build, which signs nothing" };
  const child = spawn(process.execPath, BUILD, { cwd: FOLDER, env, stdio: "ignore" });
  const [exitCode] = (await once(child, "exit")) as [number | null];
  if (exitCode !== 0) throw new Error(`npm run build failed with exit code ${exitCode} in ${FOLDER}`);
  return FOLDER;
}

/** Makes a folder of hard links to the same files, because copies of packages would be large. */
function linkFiles(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkFiles(source, target);
    else if (entry.isFile()) linkSync(source, target);
  }
}
