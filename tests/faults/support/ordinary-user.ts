import { spawnSync } from "node:child_process";

const isRoot = process.getuid?.() === 0;

/** A command prefix that drops root's right to ignore file permissions; empty for other users. */
export const AS_ORDINARY_USER: readonly string[] = isRoot
  ? ["setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override"]
  : [];

/** Returns whether file permissions apply to processes started with `AS_ORDINARY_USER`. */
export function canBeOrdinaryUser(): boolean {
  const [command, ...args] = AS_ORDINARY_USER;
  return command === undefined || spawnSync(command, [...args, "true"]).status === 0;
}
