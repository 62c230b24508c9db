import "server-only";
import type pg from "pg";

const OLDEST_VERSION = 14;

interface Server {
  /** `server_version_num`, such as 150004 for 15.4. */
  version: number;
  encoding: string;
}

/**
 * Checks version and encoding of a PostgreSQL server.
 *
 * @throws {Error} naming what Inkwell needs
 */
export async function requireSupportedServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<Server>(
    "SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding",
  );
  const [server] = rows;
  const objection = server && objectTo(server);
  if (objection !== undefined) throw new Error(objection);
}

/** Returns why Inkwell does not run on a server and what to do, or undefined if it does. */
export function objectTo({ version, encoding }: Server): string | undefined {
  const major = Math.floor(version / 10_000);
  if (major < OLDEST_VERSION)
    return `The database server is PostgreSQL ${major}. Inkwell needs version ${OLDEST_VERSION} or newer.`;
  if (encoding !== "UTF8")
    return `The encoding of the database is ${encoding}. Inkwell needs UTF8: createdb --template=template0 --encoding=UTF8 NAME`;
  return undefined;
}
