import { spawnSync } from "node:child_process";
import { ROOT } from "../../support/process";

const isRoot = process.getuid?.() === 0;
const NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs"];

/** All that is mounted becomes read-only, but for the folder that is named first and what the system itself makes up. */
const SCRIPT = `
  mount --bind "$0" "$0" || exit
  while read -r _ place _; do
    case "$place" in /proc*|/sys*|/dev*|"$0") ;; *) mount -o remount,bind,ro "$place" || exit ;; esac
  done < /proc/mounts
  cd . && exec "$@"`;

/** A command that runs another as an ordinary user who may write to nothing but a folder. */
export function writingOnlyTo(folder: string): string[] {
  return [
    ...["unshare", "--mount", ...(isRoot ? [] : ["--map-root-user"]), "sh", "-c", SCRIPT, folder],
    ...(isRoot ? NOBODY : []),
  ];
}

/** Whether a shell's command succeeds that is run so. */
export function canRunSo(folder: string, shellCommand: string): boolean {
  const [command = "", ...args] = [...writingOnlyTo(folder), "sh", "-c", shellCommand];
  return spawnSync(command, args, { cwd: ROOT }).status === 0;
}
