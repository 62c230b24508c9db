import "server-only";

/** Messages of a database that are not about a migration but about where it runs, and what the operator can do. */
const REMEDIES: readonly [RegExp, string][] = [
  [
    /disk is full|disk I\/O error/,
    "Free some space on the disk, and check it for quotas and hardware errors.",
  ],
  [/readonly database/, "Allow the user of this process to write to the file and its folder."],
  [/malformed/, "The file is damaged. Restore a backup."],
  [/No space left on device/, "Free some space on the disk of the database server."],
  [/read-only transaction/, "Connect to the primary server, not to a standby."],
  [/lock timeout/, "A table is in use, for instance by a backup. Try again later."],
  [/permission denied/, "Make the user of DATABASE_URL the owner of the database and its tables."],
];

/** Returns what the operator can do about a message of the database, or undefined if the migration is to blame. */
export function adviseOn(message: string): string | undefined {
  return REMEDIES.find(([pattern]) => pattern.test(message))?.[1];
}

/** Adds the database and what the operator can do to a short message about where the database runs. */
export function withRemedy(error: unknown, database: string): unknown {
  const reason = error instanceof Error ? error.message : String(error);
  const remedy = adviseOn(reason);
  if (remedy === undefined || reason.includes(remedy)) return error;
  return new Error(`Nothing was applied to ${database}: ${reason}.\n${remedy}`, { cause: error });
}
