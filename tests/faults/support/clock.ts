import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const PRELOAD = path.join(import.meta.dirname, "move-clock.mjs");

/** The clock of servers that are started with `env`. */
export interface MovableClock {
  env: Record<string, string>;
  /** Sets it ahead of the real clock by a number of milliseconds. */
  move: (aheadByMs: number) => void;
  remove: () => void;
}

/** Makes a clock that shows the real time until it is moved. */
export function makeClock(): MovableClock {
  const folder = mkdtempSync(path.join(tmpdir(), "inkwell-clock-"));
  const file = path.join(folder, "ahead-by-ms");
  const move = (aheadByMs: number) => {
    // In one step, because a server may read it at any time.
    writeFileSync(path.join(folder, "new"), String(aheadByMs));
    renameSync(path.join(folder, "new"), file);
  };
  move(0);
  return {
    env: { CLOCK_FILE: file, NODE_OPTIONS: `--import=${PRELOAD}` },
    move,
    remove: () => rmSync(folder, { recursive: true }),
  };
}
