import "server-only";

/**
 * Adds to a migration what Prisma forgets when it rebuilds a table: the counter behind AUTOINCREMENT moves to the new
 * table. Without it the counter falls back to the highest id still there, and a deleted row's id is handed out again.
 *
 * @see https://sqlite.org/autoinc.html
 */
export function keepIdCounters(sql: string): string {
  return sql.replace(
    /^DROP TABLE "(.+)";\nALTER TABLE "(new_\1)" RENAME TO "\1";$/gm,
    (swap, table: string, rebuilt: string) => `${moveCounter(table, rebuilt)}\n${swap}`,
  );
}

function moveCounter(from: string, to: string): string {
  return [
    `DELETE FROM "sqlite_sequence" WHERE "name" = '${to}';`,
    `UPDATE "sqlite_sequence" SET "name" = '${to}' WHERE "name" = '${from}';`,
  ].join("\n");
}
