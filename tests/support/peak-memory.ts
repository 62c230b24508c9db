import { existsSync, readFileSync } from "node:fs";

/** Returns the peak resident memory of a process in MiB, or undefined if the system does not report it (Linux does). */
export function readPeakMemoryMib(pid: number): number | undefined {
  const file = `/proc/${pid}/status`;
  const [, kibibytes] = (existsSync(file) && /VmHWM:\s+(\d+)/.exec(readFileSync(file, "utf8"))) || [];
  return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
}
