import "server-only";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";

const HISTORY = "_prisma_migrations";

/** The tables of a database, without those of the database itself and of its extensions. */
const LIST_TABLES = {
  sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  postgres: `
    SELECT relname::text FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT EXISTS (
      SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e'
    )
    ORDER BY relname`,
};

const LIST_APPLIED = `
  SELECT migration_name, finished_at IS NOT NULL FROM ${HISTORY} WHERE rolled_back_at IS NULL ORDER BY migration_name`;

/**
 * Checks that a database is empty or that Inkwell made it, in this version or an older one, and returns the names of the
 * migrations that it has. `known` are the names of this version's migrations.
 *
 * @throws {Error} naming the tables of another program or the migrations of a newer version
 */
export async function requireOwnDatabase(
  connection: SqlDriverAdapter,
  known: readonly string[],
): Promise<string[]> {
  const list = async (sql: string) => (await connection.queryRaw({ sql, args: [], argTypes: [] })).rows;
  const rows = await list(connection.provider === "postgres" ? LIST_TABLES.postgres : LIST_TABLES.sqlite);
  const tables = rows.map(([name]) => String(name));
  if (tables.length === 0) return [];
  const history = tables.includes(HISTORY) ? await list(LIST_APPLIED) : [];
  const applied = history.map(([name]) => String(name));
  const unknown = applied.filter((name) => !known.includes(name));
  const isOurs = applied.length > unknown.length;
  if (!isOurs)
    throw new Error(
      `The database contains tables of another program (${summarize(tables)}). Give Inkwell a database of its own.`,
    );
  if (unknown.length > 0)
    throw new Error(
      `A newer version of Inkwell has migrated the database (${summarize(unknown)}). Start that version, or restore a ` +
        "backup from before it.",
    );
  return applied.filter((_name, index) => Boolean(history[index]?.[1]));
}

function summarize(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
}
