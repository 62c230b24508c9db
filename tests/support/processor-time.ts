import { existsSync, readFileSync } from "node:fs";

/** How long a process has computed, in ticks of the system's clock, or undefined where the system does not tell it (Linux does). */
export function readProcessorTicks(pid: number): number | undefined {
  const file = `/proc/${pid}/stat`;
  // Its name, in parentheses, may hold anything; what it computed itself and what for it stand twelfth and thirteenth behind.
  const fields = existsSync(file)
    ? readFileSync(file, "utf8")
        .replace(/^.*\) /, "")
        .split(" ")
    : [];
  return fields.length < 13 ? undefined : Number(fields[11]) + Number(fields[12]);
}
