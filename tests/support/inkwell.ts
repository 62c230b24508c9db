import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, inject } from "vitest";
import { startProgram } from "./process";
import { findSecrets, writeSecrets } from "./secrets";
import { START } from "./start-command";

/** The key of every server that the tests start: known, so that they can make tokens, and looked for in all it prints. */
export const SECRET_KEY = "canary-key-of-the-tests-which-nobody-may-print";

/** Empty means unset, whatever a developer's own .env says: the product's defaults are what is tested. */
export const DEFAULT_SETTINGS = {
  SECRET_KEY,
  SECRET_KEY_PREVIOUS: "",
  ALGORITHM: "",
  ACCESS_TOKEN_EXPIRE_MINUTES: "",
  REFRESH_TOKEN_EXPIRE_DAYS: "",
  SESSION_EXPIRE_DAYS: "",
  LOG_LEVEL: "",
  PASSWORD_BREACH_CHECK: "",
  PASSWORD_BREACH_API_URL: "",
  HOSTNAME: "127.0.0.1",
  PORT: "0",
  TRUSTED_PROXY_HOPS: "",
  VERCEL: "",
  // Tests make more accounts from one address than anyone does; those of limits switch them on.
  RATE_LIMITS: "off",
};

/** A running product. */
export interface Inkwell {
  url: string;
  port: number;
  pid: number;
  databaseFile: string;
  /** What it has printed since the test file began. */
  output: () => string;
  /** Texts that it must not print, store or send: the tests add the passwords and tokens that they use. */
  secrets: Set<string>;
}

/** A product that one test file may break and stop. */
export interface OwnInkwell extends Inkwell {
  /** Sends SIGTERM without waiting. */
  terminate: () => void;
  /** Ends it as `kill -9` does, without a chance to put anything in order. */
  kill: () => Promise<void>;
  /** Sends SIGTERM and fails unless it exits cleanly, without an error in its log and with its secrets kept. */
  stop: () => Promise<void>;
}

interface InkwellOptions {
  /** Settings in place of `DEFAULT_SETTINGS`; undefined leaves one to the `.env` file of `cwd`. */
  env?: Record<string, string | undefined>;
  cwd?: string;
  /** A database that outlives the server. */
  databaseFile?: string;
  /** A command, with its first arguments, that starts the server in its own place. */
  through?: readonly string[];
  /** For tests that make it fail: errors in its log are theirs to judge. */
  mayLogErrors?: boolean;
  /** A file for what it prints, in place of pipes to this process. */
  outputFile?: string;
}

/** Starts the production build as `npm start` does. */
export async function startInkwell({
  env = {},
  cwd,
  databaseFile: keptFile,
  through = [],
  mayLogErrors = false,
  outputFile,
}: InkwellOptions = {}): Promise<OwnInkwell> {
  const ownFolder = keptFile === undefined ? mkdtempSync(path.join(tmpdir(), "inkwell-")) : undefined;
  const databaseFile = keptFile ?? path.join(String(ownFolder), "blog.db");
  const settings = { ...DEFAULT_SETTINGS, DATABASE_URL: `file:${databaseFile}`, ...env };
  const [command = "", ...args] = [...through, process.execPath, ...START];
  const program = startProgram(command, args, {
    env: settings,
    ...(cwd !== undefined && { cwd }),
    ...(outputFile !== undefined && { outputFile }),
  });
  const secrets = new Set([SECRET_KEY]);
  const removeFolder = () => ownFolder !== undefined && rmSync(ownFolder, { recursive: true });
  const [, port] = await program.prints(/Inkwell is at http:\/\/\S+:(\d+)\n/).catch((error: unknown) => {
    removeFolder();
    throw error;
  });

  return {
    url: `http://127.0.0.1:${port}`,
    port: Number(port),
    pid: program.pid,
    databaseFile,
    output: program.output,
    secrets,
    terminate: () => program.kill("SIGTERM"),
    async kill() {
      program.kill("SIGKILL");
      await program.exited;
      removeFolder();
    },
    async stop() {
      program.kill("SIGTERM");
      const exit = await program.exited;
      const printed = findSecrets(program.output(), secrets);
      const stored = readFiles(path.dirname(databaseFile)).flatMap((text) => findSecrets(text, secrets));
      removeFolder();
      assert.deepEqual(exit, { code: 0, signal: null }, program.output());
      assert.deepEqual({ printed, stored }, { printed: [], stored: [] }, "The server leaked secrets.");
      if (!mayLogErrors) assert.deepEqual(findErrors(program.output()), []);
    },
  };
}

/** Gives a test file the product that all files share, with the default settings and with rate limits off. */
export function provideInkwell(): Inkwell {
  const shared = inject("inkwell");
  if (shared === undefined) return provideOwnInkwell();
  const { outputFile, secretsFile, ...inkwell } = shared;
  const alreadyPrinted = statSync(outputFile).size;
  const output = () => readFileSync(outputFile).subarray(alreadyPrinted).toString();
  const secrets = new Set([SECRET_KEY]);
  afterAll(() => writeSecrets(secretsFile, secrets));
  return { ...inkwell, output, secrets };
}

/** Starts a product for one test file, which may change its settings and break it, and stops it at the end. */
export function provideOwnInkwell(options?: InkwellOptions): OwnInkwell {
  const inkwell = {} as OwnInkwell;
  beforeAll(async () => {
    Object.assign(inkwell, await startInkwell(options));
    return inkwell.stop;
  });
  return inkwell;
}

/** Returns the lines of a log that report an error; a detected token theft is logged as one and is none of ours. */
function findErrors(output: string): string[] {
  return output.split("\n").filter((line) => /error/i.test(line) && !line.includes('"authn_token_reuse"'));
}

/** Returns the contents of a folder's files; a file system of the server's own is gone once it has ended. */
function readFiles(folder: string): Buffer[] {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ name }) => readFileSync(path.join(folder, name)));
}
