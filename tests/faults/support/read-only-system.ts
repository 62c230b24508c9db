import { spawnSync } from "node:child_process";
import { ROOT } from "../../support/process";

const isRoot = process.getuid?.() === 0;
const NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs"];

/** Makes all mounts read-only, except the folder in the first argument and virtual file systems. */
const SCRIPT = `
  mount --bind "$0" "$0" || exit
  while read -r _ place _; do
    case "$place" in /proc*|/sys*|/dev*|"$0") ;; *) mount -o remount,bind,ro "$place" || exit ;; esac
  done < /proc/mounts
  cd . && exec "$@"`;

/** Returns a command prefix that runs another command as an unprivileged user who can write only to `folder`. */
export function writingOnlyTo(folder: string): string[] {
  return [
    ...["unshare", "--mount", ...(isRoot ? [] : ["--map-root-user"]), "sh", "-c", SCRIPT, folder],
    ...(isRoot ? NOBODY : []),
  ];
}

/** Returns whether a shell command succeeds under that prefix. */
export function canRunSo(folder: string, shellCommand: string): boolean {
  const [command = "", ...args] = [...writingOnlyTo(folder), "sh", "-c", shellCommand];
  return spawnSync(command, args, { cwd: ROOT }).status === 0;
}
