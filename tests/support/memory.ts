import { existsSync, readFileSync } from "node:fs";

const FIELDS = { now: /VmRSS:\s+(\d+)/, peak: /VmHWM:\s+(\d+)/ };

/** Returns the resident memory of a process in MiB, now or at its peak, or NaN if the system does not report it (Linux does). */
export function readMemoryMib(pid: number, which: keyof typeof FIELDS): number {
  const file = `/proc/${pid}/status`;
  const status = existsSync(file) ? readFileSync(file, "utf8") : "";
  return Number(FIELDS[which].exec(status)?.[1]) / 1024;
}
