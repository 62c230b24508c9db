import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { listFiles } from "../../support/list-files";
import { ROOT, runProgram } from "../../support/process";

const CLI_VERSION = "64.0.2";
/** The command line of Vercel is as large as the product, so only this test installs it, and keeps it for the next run. */
const CLI_FOLDER = path.join(ROOT, "node_modules/.cache", `vercel-${CLI_VERSION}`);
const CLI = path.join(CLI_FOLDER, "node_modules/.bin/vercel");

/** What `vercel link` would write for a project of a new account. Dependencies are in the copy already. */
const PROJECT = {
  projectId: "prj_local",
  orgId: "team_local",
  settings: { framework: null, installCommand: "true", nodeVersion: "24.x" },
};

/** A copy of the project as git knows it, with its dependencies. */
export interface VercelProject {
  /** Runs `vercel build` and returns its exit code and output. It needs no account and no network. */
  build: (env: Record<string, string>) => Promise<{ code: number | null; output: string }>;
  /** Moves what was built out of the project, whose files the functions will not have, and returns the folder. */
  moveOutput: () => string;
  remove: () => void;
}

/** Copies the project to a temporary folder, and installs the command line of Vercel unless an earlier run has. */
export async function makeVercelProject(): Promise<VercelProject> {
  await installCli();
  const folder = mkdtempSync(path.join(tmpdir(), "inkwell-vercel-"));
  const site = path.join(folder, "site");
  for (const file of listFiles(ROOT) ?? [])
    if (existsSync(path.join(ROOT, file))) cpSync(path.join(ROOT, file), path.join(site, file));
  cpSync(path.join(ROOT, "lib/server/generated"), path.join(site, "lib/server/generated"), {
    recursive: true,
  });
  await linkDependencies(path.join(site, "node_modules"));
  mkdirSync(path.join(site, ".vercel"));
  writeFileSync(path.join(site, ".vercel/project.json"), JSON.stringify(PROJECT));

  return {
    build: (env) =>
      runProgram(CLI, ["build", "--prod", "--standalone", "--yes", "--token", "none"], {
        cwd: site,
        env: { ...env, NEXT_TELEMETRY_DISABLED: "1", VERCEL_TELEMETRY_DISABLED: "1" },
      }),
    moveOutput() {
      renameSync(path.join(site, ".vercel/output"), path.join(folder, "output"));
      return path.join(folder, "output");
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

async function installCli(): Promise<void> {
  if (existsSync(CLI)) return;
  mkdirSync(CLI_FOLDER, { recursive: true });
  // It asks for sandbox 4.4.0, which the registry does not have.
  const manifest = { private: true, overrides: { sandbox: "4.5.0" } };
  writeFileSync(path.join(CLI_FOLDER, "package.json"), JSON.stringify(manifest));
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", `vercel@${CLI_VERSION}`];
  const { code, output } = await runProgram("npm", args, { cwd: CLI_FOLDER });
  if (code !== 0) throw new Error(`Cannot install the command line of Vercel:\n${output}`);
}

/** Makes `node_modules` of hard links, or of copies where the system has none. The build follows no link out of its folder. */
async function linkDependencies(target: string): Promise<void> {
  const source = path.join(ROOT, "node_modules");
  if ((await runProgram("cp", ["-al", source, target])).code === 0) return;
  rmSync(target, { recursive: true, force: true });
  cpSync(source, target, { recursive: true, verbatimSymlinks: true });
}
