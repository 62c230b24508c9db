import { readdirSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { createDatabase } from "@/tests/support/postgres";
import { makeProject, startScriptOn } from "@/tests/support/project";

vi.setConfig({ testTimeout: 120_000 }); // starting processes takes seconds on a busy machine

const COMMITTED = readdirSync("prisma/migrations/postgresql").filter((name) => !name.endsWith(".toml"));

const migrate = (url: string) => startScriptOn(url, makeProject(), "db-migrate.ts").outcome;

test("migrates an empty database of PostgreSQL", async () => {
  expect(await migrate(await createDatabase())).toEqual({
    code: 0,
    stdout: `Applied ${COMMITTED.join(", ")}.\n`,
    stderr: "",
  });
});

test("reports a database of PostgreSQL that does not exist in one sentence with exit code 1", async () => {
  const { host, port } = new URL(await createDatabase());
  expect(await migrate(`postgresql://inkwell:secret@${host}/none`)).toEqual({
    code: 1,
    stdout: "",
    stderr:
      `Cannot connect to the database none at 127.0.0.1:${port}: database "none" does not exist. ` +
      "Check DATABASE_URL and the database server.\n",
  });
});
