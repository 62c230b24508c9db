import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "@/lib/server/db/apply-migrations";
import { insertPosts, insertUsers } from "./database";
import { makeEmptyDatabase } from "./own-database";
import { startInkwell, type Inkwell } from "./inkwell";
import { readSecrets } from "./secrets";

/** What the processes of the test files know of the product that they share. */
export interface SharedInkwell extends Pick<Inkwell, "url" | "port" | "pid" | "databaseUrl"> {
  outputFile: string;
  secretsFile: string;
}

declare module "vitest" {
  interface ProvidedContext {
    inkwell?: SharedInkwell;
  }
}

/** Inserts the user and the post with id 1, for tables of paths; no test changes them. */
async function insertFirstRows(server: Inkwell): Promise<void> {
  const user = {
    username: "First",
    username_key: "first",
    email: "first@example.com",
    password_hash: "none",
  };
  const [user_id = 0] = await insertUsers(server, [user]);
  await insertPosts(server, [{ title: "The first post", content: "Its text.", user_id }]);
}

/** Makes the template of databases and starts the product that the files of a project share; the end of the run stops it and checks how it behaved. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), "inkwell-shared-"));
  const outputFile = path.join(folder, "output.log");
  const secretsFile = path.join(folder, "secrets.jsonl");
  const { postgres } = project.getProvidedContext();
  const template = await makeEmptyDatabase(postgres);
  await applyMigrations(template.databaseUrl);
  project.provide("template", template.databaseUrl);
  const { databaseUrl, remove } = await makeEmptyDatabase(postgres);
  const server = await startInkwell({ outputFile, databaseUrl });
  const { url, port, pid } = server;
  await insertFirstRows(server);
  project.provide("inkwell", { url, port, pid, databaseUrl, outputFile, secretsFile });
  return async () => {
    for (const secret of readSecrets(secretsFile)) server.secrets.add(secret);
    // Vitest reports what a teardown throws, but would still exit with 0.
    await server
      .stop()
      .finally(() => Promise.all([remove(), template.remove()]))
      .catch((error: unknown) => {
        process.exitCode = 1;
        throw error;
      });
    rmSync(folder, { recursive: true });
  };
}
