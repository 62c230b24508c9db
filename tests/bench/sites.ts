import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { applyMigrations } from "@/lib/server/db/apply-migrations";
import { createDatabaseOn } from "../support/postgres-server";
import { startPostgresCluster } from "../support/postgres-cluster";
import { START } from "../support/start-command";
import { startProgram, type Program } from "../support/process";
import { makeData, type Size } from "./make-data";

export interface Site {
  url: string;
  databaseUrl: string;
  program: Program;
}

/** Where the databases of a run are. */
export interface Storage {
  name: string;
  createDatabase: (name: string) => Promise<string>;
  remove: () => Promise<void>;
}

/** Gives SQLite files in a temporary folder. */
export function makeSqliteStorage(): Storage {
  const folder = mkdtempSync(path.join(tmpdir(), "inkwell-bench-"));
  return {
    name: "SQLite",
    createDatabase: async (name) => `file:${path.join(folder, `${name}.db`)}`,
    remove: async () => rmSync(folder, { recursive: true }),
  };
}

/** Gives databases of a private PostgreSQL server on this machine, which writes to the disk as in production. */
export async function makePostgresStorage(): Promise<Storage> {
  const { url, remove } = await startPostgresCluster({ fsync: "on" });
  return { name: "PostgreSQL", createDatabase: () => createDatabaseOn({ url, prefix: "bench_" }), remove };
}

/** Makes a database with data and starts the site in `checkout` on it. */
export async function makeSite(
  storage: Storage,
  checkout: string,
  name: string,
  size: Size,
  passwordHash: string,
): Promise<Site> {
  const databaseUrl = await storage.createDatabase(name);
  await applyMigrations(databaseUrl);
  await makeData({ databaseUrl }, size, passwordHash);
  return startSite(checkout, databaseUrl);
}

/** Starts the site in `checkout` on a database that has its tables. */
export async function startSite(
  checkout: string,
  databaseUrl: string,
  settings: Record<string, string> = {},
): Promise<Site> {
  const program = startProgram("env", START, {
    cwd: checkout,
    env: {
      DATABASE_URL: databaseUrl,
      SECRET_KEY: "the bench has a key of its own, like the tests",
      PORT: "0",
      HOSTNAME: "127.0.0.1",
      RATE_LIMITS: "off",
      ...settings,
    },
  });
  const [, port] = await program.prints(/http:\/\/\S+:(\d+)\n/);
  return { url: `http://127.0.0.1:${port}`, databaseUrl, program };
}

/** Stops sites and waits until they have. */
export async function stopSites(sites: readonly Site[]): Promise<void> {
  for (const { program } of sites) program.kill("SIGTERM");
  await Promise.all(sites.map(({ program }) => program.exited));
}
