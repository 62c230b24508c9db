import { setTimeout } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS, startInkwell } from "../support/inkwell";
import { createDatabase } from "../support/postgres";
import {
  findFreePort,
  runOnServer,
  startPostgresCluster,
  type PostgresCluster,
} from "../support/postgres-cluster";
import { runProgram } from "../support/process";
import { START } from "../support/start-command";

// What ends a migration is in lib/server/db; here, what `npm start` makes of it.

let cluster: PostgresCluster;
let databaseUrl: string;

beforeAll(async () => {
  cluster = await startPostgresCluster();
  databaseUrl = await createDatabase({ url: cluster.url, prefix: "inkwell_" });
  return cluster.remove;
});

/** Starts and returns what was printed, which must be a message for people: no stack, and exit code 1. */
async function failToStart(url: string): Promise<string> {
  const env = { ...DEFAULT_SETTINGS, DATABASE_URL: url };
  const { code, output } = await runProgram("env", START, { env });
  expect({ code, output }).toEqual({ code: 1, output: expect.not.stringMatching(/^ +at |Error:|Prisma/m) });
  return output;
}

describe.concurrent("while PostgreSQL does not answer, a start", () => {
  it("waits for it", async () => {
    await cluster.end("SIGINT");
    const starting = startInkwell({ databaseUrl });
    await setTimeout(5_000);
    await cluster.start();
    const server = await starting;
    expect(server.output()).toMatch(/^Applied \d{14}_init/);
    await server.stop();
  });

  it("exits with one sentence without the password after 15 seconds", async () => {
    const port = await findFreePort();
    const startedAt = Date.now();
    expect(await failToStart(`postgresql://ada:secret@127.0.0.1:${port}/blog`)).toBe(
      `Cannot connect to the database blog at 127.0.0.1:${port} within 15 s: ` +
        `connect ECONNREFUSED 127.0.0.1:${port}. Check DATABASE_URL and the database server.\n`,
    );
    expect(Date.now() - startedAt).toBeGreaterThan(14_000);
    expect(Date.now() - startedAt).toBeLessThan(25_000);
  });
});

it("does not start on a database that a newer version has migrated", async () => {
  const server = await startInkwell({ databaseUrl });
  await server.stop();
  const newer = "'29990101000000_newer'";
  await runOnServer(
    databaseUrl,
    `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('1', '', ${newer})`,
  );
  expect(await failToStart(databaseUrl)).toBe(
    "A newer version of Inkwell has migrated the database (29990101000000_newer). " +
      "Start that version, or restore a backup from before it.\n",
  );
});
