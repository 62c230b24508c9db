import { spawnSync } from "node:child_process";

const isRoot = process.getuid?.() === 0;

/** A command that takes root's right to write where nobody may; for anyone else there is nothing to take. */
export const AS_ORDINARY_USER: readonly string[] = isRoot
  ? ["setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override"]
  : [];

/** Whether permissions hold for what is started with `AS_ORDINARY_USER`. */
export function canBeOrdinaryUser(): boolean {
  const [command, ...args] = AS_ORDINARY_USER;
  return command === undefined || spawnSync(command, [...args, "true"]).status === 0;
}
