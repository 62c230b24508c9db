import "server-only";

/**
 * Adds what Prisma omits when a migration rebuilds a table: it moves the counter of AUTOINCREMENT to the new table. Otherwise
 * the counter would fall back to the highest existing id, and the id of a deleted row would be reused.
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
