import { spawnSync } from "node:child_process";
import {
  chownSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROOT, runProgram, startProgram } from "../../support/process";
import type { Image } from "./dockerfile";

/** The user `node` of the official images. */
const USER_ID = 1000;
const NODE = "/usr/local/bin/node";

/** A folder with Node.js, the content of the image and the libraries that both load, and nothing else, not even a shell. */
export interface Container {
  /** The root of its file system. */
  root: string;
  /** Starts a command in it, as its user and with the environment of the image. */
  start: (command: readonly string[], env?: Record<string, string>) => ReturnType<typeof startProgram>;
  /** Runs a command in it until it exits. */
  run: (command: readonly string[], env?: Record<string, string>) => ReturnType<typeof runProgram>;
  remove: () => void;
}

/** Returns whether this process may change its root folder and its user. */
export function canContain(): boolean {
  return (
    process.platform === "linux" && spawnSync("unshare", ["--root=/", "--setuid=65534", "true"]).status === 0
  );
}

/** Makes the file system that the last stage of the Dockerfile describes. */
export function makeContainer(image: Image): Container {
  const root = mkdtempSync(path.join(tmpdir(), "inkwell-container-"));
  const inside = (name: string) => path.join(root, name);
  cpSync(path.join(ROOT, image.content), inside(image.folder), { recursive: true, verbatimSymlinks: true });
  const programs = [process.execPath, ...listNativeModules(inside(image.folder))];
  for (const file of [process.execPath, ...listLibraries(programs)]) {
    const target = inside(file === process.execPath ? NODE : file);
    mkdirSync(path.dirname(target), { recursive: true });
    copyFileSync(realpathSync(file), target);
  }
  mkdirSync(inside(image.volume), { mode: 0o700 });
  chownSync(inside(image.volume), USER_ID, USER_ID);
  spawnSync("chmod", ["755", root]);

  const toArguments = ([command = "", ...args]: readonly string[], env: Record<string, string> = {}) => [
    "-i",
    ...Object.entries({ ...image.env, ...env }).map(([name, value]) => `${name}=${value}`),
    ...["unshare", `--root=${root}`, `--wd=${image.folder}`, `--setgid=${USER_ID}`, `--setuid=${USER_ID}`],
    command === "node" ? NODE : command,
    ...args,
  ];
  return {
    root,
    start: (command, env) => startProgram("env", toArguments(command, env)),
    run: (command, env) => runProgram("env", toArguments(command, env)),
    remove: () => rmSync(root, { recursive: true }),
  };
}

function listNativeModules(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".node")).map((name) => path.join(folder, name));
}

/** Returns the shared libraries of programs, with their loader. */
function listLibraries(programs: readonly string[]): string[] {
  const { stdout } = spawnSync("ldd", programs, { encoding: "utf8" });
  return [...new Set([...stdout.matchAll(/(\/\S+) \(0x/g)].map(([, file = ""]) => file))];
}
