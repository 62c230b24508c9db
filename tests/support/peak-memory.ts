import { existsSync, readFileSync } from "node:fs";

/** The most memory that a process ever held, in MiB, or undefined where the system does not tell it (Linux does). */
export function readPeakMemoryMib(pid: number): number | undefined {
  const file = `/proc/${pid}/status`;
  const [, kibibytes] = (existsSync(file) && /VmHWM:\s+(\d+)/.exec(readFileSync(file, "utf8"))) || [];
  return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
}
