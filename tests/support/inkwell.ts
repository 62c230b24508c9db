import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, expect } from "vitest";
import { startProgram } from "./process";
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

/** A running server on a database of its own. */
export interface Inkwell {
  url: string;
  port: number;
  pid: number;
  databaseFile: string;
  /** What it has printed so far. */
  output: () => string;
  /** Texts that it must neither print nor store nor answer with: the tests add the passwords and tokens that they use. */
  secrets: Set<string>;
  /** Sends SIGTERM without waiting. */
  terminate: () => void;
  /** Ends it as `kill -9` does, without a chance to put anything in order. */
  kill: () => Promise<void>;
  /** Sends SIGTERM and fails unless it ends cleanly, without an error in its log and with its secrets kept. */
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
}

/** Starts the production build as `npm start` does. */
export async function startInkwell({
  env = {},
  cwd,
  databaseFile: keptFile,
  through = [],
  mayLogErrors = false,
}: InkwellOptions = {}): Promise<Inkwell> {
  const ownFolder = keptFile === undefined ? mkdtempSync(path.join(tmpdir(), "inkwell-")) : undefined;
  const databaseFile = keptFile ?? path.join(String(ownFolder), "blog.db");
  const settings = { ...DEFAULT_SETTINGS, DATABASE_URL: `file:${databaseFile}`, ...env };
  const [command = "", ...args] = [...through, process.execPath, ...START];
  const program = startProgram(command, args, { env: settings, ...(cwd !== undefined && { cwd }) });
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
      const printed = [...secrets, "$argon2"].filter((secret) => program.output().includes(secret));
      const stored = [...secrets].filter((secret) => isStored(secret, path.dirname(databaseFile)));
      removeFolder();
      expect(exit, program.output()).toEqual({ code: 0, signal: null });
      expect({ printed, stored }, "secrets").toEqual({ printed: [], stored: [] });
      if (!mayLogErrors) expect(program.output()).not.toMatch(/error/i);
    },
  };
}

/** One server for the tests of a file, which stops when they are done. */
export function provideInkwell(options?: InkwellOptions): Inkwell {
  const inkwell = {} as Inkwell;
  beforeAll(async () => {
    Object.assign(inkwell, await startInkwell(options));
    return inkwell.stop;
  });
  return inkwell;
}

function isStored(text: string, folder: string): boolean {
  // In a file system of the server's own there is nothing to be seen once it has ended.
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const files = entries.filter((entry) => entry.isFile());
  return files.some(({ name }) => readFileSync(path.join(folder, name)).includes(text));
}
