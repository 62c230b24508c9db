import "server-only";

/** What SQLite says of a disk or a file that is at fault, and what helps. */
const REMEDIES: readonly [RegExp, string][] = [
  [
    /disk is full|disk I\/O error/,
    "Make room on its disk, and see that neither a quota nor a fault of the disk keeps this process from writing.",
  ],
  [/readonly database/, "The user of this process must be allowed to write to the file and to its folder."],
  [/malformed/, "The file is damaged or was cut short: put a backup in its place."],
];

/** Tells whoever runs Inkwell what to do about SQLite's message, where the disk or the file is at fault. */
export function adviseOn(message: string): string | undefined {
  return REMEDIES.find(([pattern]) => pattern.test(message))?.[1];
}
