import { existsSync, readFileSync } from "node:fs";

/** Returns the processor time of a process in clock ticks, or undefined if the system does not report it (Linux does). */
export function readProcessorTicks(pid: number): number | undefined {
  const file = `/proc/${pid}/stat`;
  // The name, in parentheses, may contain anything. User and system time are the 12th and 13th field after it.
  const fields = existsSync(file)
    ? readFileSync(file, "utf8")
        .replace(/^.*\) /, "")
        .split(" ")
    : [];
  return fields.length < 13 ? undefined : Number(fields[11]) + Number(fields[12]);
}
