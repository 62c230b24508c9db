import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");

/** The output and exit code of a script; a killed script has no code. */
export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Makes a temporary folder for the running test, which is removed after it. */
export function makeTempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "inkwell-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** Makes a temporary folder with a copy of the project's `prisma` folder, without a database. */
export function makeProject(): string {
  const folder = makeTempFolder();
  cpSync(join(ROOT, "prisma/schema.prisma"), join(folder, "prisma/schema.prisma"));
  cpSync(join(ROOT, "prisma/migrations"), join(folder, "prisma/migrations"), { recursive: true });
  return folder;
}

/** Adds or replaces a migration of a project. */
export function writeMigration(project: string, name: string, sql: string, database = "sqlite"): void {
  const folder = join(project, "prisma/migrations", database, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), sql);
}

/** Starts a script in a project as npm does, with the project's database `blog.db`; `outcome` waits for it to exit. */
export function startScript(project: string, script: string, ...args: string[]) {
  return startScriptOn("file:./blog.db", project, script, ...args);
}

/** Starts a script in a project as npm does, with another database. */
export function startScriptOn(databaseUrl: string, project: string, script: string, ...args: string[]) {
  const child: ChildProcess = spawn(
    process.execPath,
    [
      "--conditions=react-server",
      "--import",
      import.meta.resolve("tsx"),
      join(ROOT, "scripts", script),
      ...args,
    ],
    {
      cwd: project,
      env: {
        NODE_ENV: "test",
        TSX_TSCONFIG_PATH: join(ROOT, "tsconfig.json"),
        SECRET_KEY: "a key for tests alone, of enough characters",
        DATABASE_URL: databaseUrl,
      },
    },
  );
  return { child, outcome: settle(child) };
}

async function settle(child: ChildProcess): Promise<Outcome> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error("The script has no output to read.");
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [out, err, code] = await Promise.all([text(stdout), text(stderr), ended]);
  return { code, stdout: out, stderr: err };
}
