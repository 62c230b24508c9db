import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeCheckout, type Checkout } from "../support/checkout";
import { query } from "../support/database";
import { DEFAULT_SETTINGS, startInkwell } from "../support/inkwell";
import { ROOT, runProgram } from "../support/process";
import { START } from "../support/start-command";
import { AS_ORDINARY_USER, canBeOrdinaryUser } from "./support/ordinary-user";

// Errors that end a start; tests/api covers settings and a port that is taken.

const MIGRATION = "29990101000000_more";
const BIG =
  "CREATE TABLE more (id INTEGER PRIMARY KEY, text TEXT); INSERT INTO more VALUES (1, hex(zeroblob(100000)));";
/** Limits the files of a process to 64 KiB; a POSIX shell counts in blocks of 512 bytes. */
const WITHOUT_ROOM = ["sh", "-c", 'ulimit -f 128 && exec "$@"', "sh"];

let checkout: Checkout;
/** A current database, of which each test gets a copy. */
let original: string;
let folder: string;
let databaseFile: string;

/** A checkout with its own migrations, for those that the product does not have. */
beforeAll(async () => {
  checkout = makeCheckout({}, { without: ["prisma"] });
  cpSync(path.join(ROOT, "prisma"), path.join(checkout.folder, "prisma"), { recursive: true });
  original = path.join(checkout.folder, "original.db");
  const server = await startInkwell({ databaseUrl: `file:${original}` });
  await server.stop();
  return checkout.remove;
});

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "inkwell-start-up-"));
  databaseFile = path.join(folder, "blog.db");
  writeMigration(undefined);
  return () => {
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true });
  };
});

function writeMigration(sql: string | undefined): void {
  const migration = path.join(checkout.folder, "prisma/migrations/sqlite", MIGRATION);
  rmSync(migration, { recursive: true, force: true });
  if (sql === undefined) return;
  mkdirSync(migration);
  writeFileSync(path.join(migration, "migration.sql"), sql);
}

/** Starts and returns the output, which must be a message for people: no stack, and exit code 1. */
async function failToStart(
  through: readonly string[] = AS_ORDINARY_USER,
  file = databaseFile,
): Promise<string> {
  const [command = "", ...args] = [...through, "env", ...START];
  const env = { ...DEFAULT_SETTINGS, DATABASE_URL: `file:${file}` };
  const { code, output } = await runProgram(command, args, { cwd: checkout.folder, env });
  expect({ code, output }).toEqual({ code: 1, output: expect.not.stringMatching(/^ +at |Error:|Prisma/m) });
  return output.replaceAll(folder, "…");
}

const DEFAULT_ADVICE =
  "DATABASE_URL must name a SQLite file on a local disk, in an existing folder that this process can write to.\n";
const DAMAGED = "The file is damaged. Restore a backup.\n";
const NO_RIGHT = "Allow the user of this process to write to the file and its folder.\n";
const NO_ROOM = "Free some space on the disk, and check it for quotas and hardware errors.\n";

describe("a start without a usable database fails with a message", () => {
  it("when its folder is missing, and creates no folder", async () => {
    const missing = path.join(folder, "disk");
    expect(await failToStart(undefined, path.join(missing, "blog.db"))).toBe(
      `Cannot open the database …/disk/blog.db: its folder does not exist.\n${DEFAULT_ADVICE}`,
    );
    expect(existsSync(missing)).toBe(false);
  });

  it("when a file is in place of its folder", async () => {
    writeFileSync(databaseFile, "");
    expect(await failToStart(undefined, path.join(databaseFile, "data/blog.db"))).toBe(
      `Cannot open the database …/blog.db/data/blog.db: its folder does not exist.\n${DEFAULT_ADVICE}`,
    );
  });

  it("when a folder is in place of the file", async () => {
    mkdirSync(databaseFile);
    expect(await failToStart()).toBe(
      `Cannot open the database …/blog.db: unable to open database file.\n${DEFAULT_ADVICE}`,
    );
  });

  it.runIf(canBeOrdinaryUser())("when its folder is not writable", async () => {
    chmodSync(folder, 0o500);
    expect(await failToStart()).toBe(
      `Cannot open the database …/blog.db: unable to open database file.\n${DEFAULT_ADVICE}`,
    );
  });
});

describe("a start with a file that is not a database", () => {
  it("fails with a message and leaves the file unchanged", async () => {
    const text = "Dear diary. ".repeat(1_000);
    writeFileSync(databaseFile, text);
    expect(await failToStart()).toBe(
      `Cannot open the database …/blog.db: file is not a database.\n${DEFAULT_ADVICE}`,
    );
    expect(readFileSync(databaseFile, "utf8")).toBe(text);
  });

  it.each([50, 4_096, 20_000])(
    "fails with a message when a database was cut after %d bytes",
    async (bytes) => {
      cpSync(original, databaseFile);
      truncateSync(databaseFile, bytes);
      expect(await failToStart()).toBe(
        `Cannot open the database …/blog.db: database disk image is malformed.\n${DAMAGED}`,
      );
    },
  );
});

describe("a start with a migration that cannot be applied fails with a message", () => {
  const tables = async () => {
    const sql = "SELECT name FROM sqlite_master WHERE type = 'table'";
    return (await query<{ name: string }>({ databaseUrl: `file:${databaseFile}` }, sql)).map(
      ({ name }) => name,
    );
  };
  /** Expects that the same file and checkout start once the cause is gone. */
  const expectRecovered = async () => {
    const server = await startInkwell({ databaseUrl: `file:${databaseFile}`, cwd: checkout.folder });
    expect(server.output()).toContain(`Applied ${MIGRATION}.\n`);
    await server.stop();
    expect(await tables()).toContain("more");
  };

  beforeEach(() => cpSync(original, databaseFile));

  it("when half of it is invalid, and applies nothing of it", async () => {
    writeMigration(
      "CREATE TABLE more (id INTEGER PRIMARY KEY); INSERT INTO more VALUES (1); CREATE TABEL half;",
    );
    expect(await failToStart()).toBe(
      `Migration ${MIGRATION} failed: near "TABEL": syntax error.\n` +
        "Nothing was applied. Correct its migration.sql and try again.\n",
    );
    expect(await tables()).not.toContain("more");

    writeMigration("CREATE TABLE more (id INTEGER PRIMARY KEY); INSERT INTO more VALUES (1);");
    await expectRecovered();
  });

  it.runIf(canBeOrdinaryUser())("when the database file is read-only", async () => {
    writeMigration(BIG);
    chmodSync(databaseFile, 0o444);
    expect(await failToStart()).toBe(
      `Migration ${MIGRATION} failed: attempt to write a readonly database.\nNothing was applied. ${NO_RIGHT}`,
    );
    chmodSync(databaseFile, 0o600);
    await expectRecovered();
  });

  it("when there is no space for it", async () => {
    writeMigration(BIG);
    expect(await failToStart(WITHOUT_ROOM)).toBe(
      `Nothing was applied to file:…/blog.db: disk I/O error.\n${NO_ROOM}`,
    );
    expect(await tables()).not.toContain("more");
    await expectRecovered();
  });
});

it("a start without a build fails and names the command that builds", async () => {
  rmSync(path.join(checkout.folder, ".next"));
  expect(await failToStart()).toBe("There is no production build. Run `npm run build` first.\n");
});
