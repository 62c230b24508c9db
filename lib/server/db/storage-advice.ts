import "server-only";

/** SQLite's messages about a disk or a file, and what the operator can do. */
const REMEDIES: readonly [RegExp, string][] = [
  [
    /disk is full|disk I\/O error/,
    "Free some space on the disk, and check it for quotas and hardware errors.",
  ],
  [/readonly database/, "Allow the user of this process to write to the file and its folder."],
  [/malformed/, "The file is damaged. Restore a backup."],
];

/** Returns what the operator can do about a message of SQLite, or undefined if it is not about the disk or the file. */
export function adviseOn(message: string): string | undefined {
  return REMEDIES.find(([pattern]) => pattern.test(message))?.[1];
}
