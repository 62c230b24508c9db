import { spawnSync } from "node:child_process";

/** Returns whether a program is on the `PATH`. Tests without their program are skipped, and their names say so. */
export function isInstalled(command: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${command}`]).status === 0;
}
