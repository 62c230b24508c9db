import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { afterAll, beforeAll, inject } from "vitest";
import { readStored } from "./database";
import { makeDatabase } from "./own-database";
import { startProgram } from "./process";
import { findSecrets, writeSecrets } from "./secrets";
import { START } from "./start-command";

/** The key of every server that the tests start. Tests mint tokens with it, and check that no server prints it. */
export const SECRET_KEY = "canary-key-of-the-tests-which-nobody-may-print";

/** An empty setting means unset, whatever the developer's .env says: the tests use the product's defaults. */
export const DEFAULT_SETTINGS = {
  SECRET_KEY,
  SECRET_KEY_PREVIOUS: "",
  ALGORITHM: "",
  ACCESS_TOKEN_EXPIRE_MINUTES: "",
  REFRESH_TOKEN_EXPIRE_DAYS: "",
  SESSION_EXPIRE_DAYS: "",
  SITE_URL: "",
  SITE_NAME: "",
  SITE_DESCRIPTION: "",
  SMTP_URL: "",
  MAIL_FROM: "",
  EMAIL_VERIFICATION: "",
  CRON_SECRET: "",
  CORS_ALLOWED_ORIGINS: "",
  SECURITY_CONTACT: "",
  LOG_LEVEL: "",
  PAGE_CACHE: "",
  PASSWORD_BREACH_CHECK: "",
  PASSWORD_BREACH_API_URL: "",
  HOSTNAME: "127.0.0.1",
  PORT: "0",
  TRUSTED_PROXY_HOPS: "",
  VERCEL: "",
  // Tests create more accounts from one address than the limits allow; tests of limits turn them on.
  RATE_LIMITS: "off",
};

/** A running product. */
export interface Inkwell {
  url: string;
  port: number;
  pid: number;
  databaseUrl: string;
  /** What it has printed since the test file began. */
  output: () => string;
  /** Texts that it must not print, store or send: the tests add the passwords and tokens that they use. */
  secrets: Set<string>;
}

/** A product that one test file may break and stop. */
export interface OwnInkwell extends Inkwell {
  /** Sends SIGTERM without waiting. */
  terminate: () => void;
  /** Ends it with SIGKILL, without a chance to clean up. */
  kill: () => Promise<void>;
  /** Sends SIGTERM and fails unless it exits cleanly, without an error in its log and with its secrets kept. */
  stop: () => Promise<void>;
}

interface InkwellOptions {
  /** Overrides of `DEFAULT_SETTINGS`; undefined leaves a setting to the `.env` file of `cwd`. */
  env?: Record<string, string | undefined>;
  cwd?: string;
  /** A database that is kept after the server stops. */
  databaseUrl?: string;
  /** A command and its first arguments; it replaces itself with the server. */
  through?: readonly string[];
  /** Skips the check for errors in the log, for tests that provoke them. */
  mayLogErrors?: boolean;
  /** A file for the output, instead of pipes to this process. */
  outputFile?: string;
}

/** Starts the production build as `npm start` does. */
export async function startInkwell({
  env = {},
  cwd,
  databaseUrl: keptUrl,
  through = [],
  mayLogErrors = false,
  outputFile,
}: InkwellOptions = {}): Promise<OwnInkwell> {
  const ownDatabase = keptUrl === undefined ? await makeDatabase() : undefined;
  const databaseUrl = keptUrl ?? String(ownDatabase?.databaseUrl);
  const settings = { ...DEFAULT_SETTINGS, DATABASE_URL: databaseUrl, ...env };
  const [command = "", ...args] = [...through, "env", ...START];
  const program = startProgram(command, args, {
    env: settings,
    ...(cwd !== undefined && { cwd }),
    ...(outputFile !== undefined && { outputFile }),
  });
  const secrets = new Set([SECRET_KEY]);
  const removeDatabase = async () => ownDatabase?.remove();
  const ready = program.prints(/Inkwell is at http:\/\/\S+:(\d+)\n/);
  const [, port] = await ready.catch(async (error: unknown) => {
    await removeDatabase();
    throw error;
  });

  return {
    url: `http://127.0.0.1:${port}`,
    port: Number(port),
    pid: program.pid,
    databaseUrl,
    output: program.output,
    secrets,
    terminate: () => program.kill("SIGTERM"),
    async kill() {
      program.kill("SIGKILL");
      await program.exited;
      await removeDatabase();
    },
    async stop() {
      program.kill("SIGTERM");
      const exit = await program.exited;
      const printed = findSecrets(program.output(), secrets);
      const stored = (await readStored({ databaseUrl })).flatMap((bytes) => findSecrets(bytes, secrets));
      await removeDatabase();
      assert.deepEqual(exit, { code: 0, signal: null }, program.output());
      assert.deepEqual({ printed, stored }, { printed: [], stored: [] }, "The server leaked secrets.");
      if (!mayLogErrors) assert.deepEqual(findErrors(program.output()), []);
    },
  };
}

/** Gives a test file the product that all files share, with the default settings and with rate limits off. */
export function provideInkwell(): Inkwell {
  const shared = inject("inkwell");
  if (shared === undefined) throw new Error("This project shares no product; use provideOwnInkwell.");
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

/** Returns the lines that report an error, except detected reuse of a refresh token, which is logged as one. */
function findErrors(output: string): string[] {
  return output.split("\n").filter((line) => /error/i.test(line) && !line.includes('"authn_token_reuse"'));
}
