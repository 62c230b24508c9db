import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { openSync, readFileSync } from "node:fs";
import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "../..");

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A running program and its combined output of stdout and stderr. */
export interface Program {
  pid: number;
  output: () => string;
  /** Waits until the output matches `pattern`; fails if the program exits first. */
  prints: (pattern: RegExp) => Promise<RegExpExecArray>;
  kill: (signal: NodeJS.Signals) => void;
  /** Resolves when the program has exited and `output` is complete. */
  exited: Promise<Exit>;
}

export interface UserAccount {
  uid: number;
  gid: number;
}

interface ProgramOptions extends Partial<UserAccount> {
  cwd?: string;
  /** Variables to add to the environment of the tests; undefined removes one. */
  env?: Record<string, string | undefined>;
  /** Gives it its own process group, whose number is its pid. */
  detached?: boolean;
  /** A file for its output instead of pipes, so that other processes can read the output at once. */
  outputFile?: string;
}

const OUTPUT_FILE_POLL_MS = 50;

// Vitest ends its workers with SIGTERM, which emits no "exit" unless a handler exits. Programs of a failed test would stay.
process.once("SIGTERM", () => process.exit(1));

/** Starts a program, which is killed when the tests exit. */
export function startProgram(
  command: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Program {
  const { cwd = ROOT, env = {}, detached = false, outputFile, ...account } = options;
  // Vitest sets NODE_ENV, but `npm start` and `npm run build` run without it.
  const environment: Record<string, string | undefined> = { ...process.env, NODE_ENV: undefined, ...env };
  const target = outputFile === undefined ? "pipe" : openSync(outputFile, "a");
  const child = spawn(command, args, {
    cwd,
    detached,
    ...account,
    env: environment as NodeJS.ProcessEnv,
    stdio: ["ignore", target, target],
  });

  const printing = new EventEmitter();
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      printing.emit("more");
    });
  }
  const output = () => (outputFile === undefined ? printed : readFileSync(outputFile, "utf8"));
  const polling = outputFile !== undefined && setInterval(() => printing.emit("more"), OUTPUT_FILE_POLL_MS);
  const killOnExit = () => child.kill("SIGKILL");
  process.once("exit", killOnExit);
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      process.off("exit", killOnExit);
      if (polling !== false) clearInterval(polling);
      resolve({ code, signal });
    });
  });

  return {
    pid: child.pid ?? 0,
    output,
    async prints(pattern) {
      for (;;) {
        const match = pattern.exec(output());
        if (match !== null) return match;
        const end = await Promise.race([once(printing, "more").then(() => undefined), exited]);
        if (end !== undefined && !pattern.test(output())) {
          throw new Error(`Ended with ${JSON.stringify(end)} before it printed ${pattern}:\n${output()}`);
        }
      }
    },
    kill: (signal) => child.kill(signal),
    exited,
  };
}

/** Runs a program until it exits. */
export async function runProgram(command: string, args: readonly string[], options?: ProgramOptions) {
  const program = startProgram(command, args, options);
  const exit = await program.exited;
  return { ...exit, output: program.output() };
}
