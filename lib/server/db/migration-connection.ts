import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import pg from "pg";

/** The number of the advisory lock that Prisma's schema engine takes, so that `prisma migrate deploy` waits for us, too. */
export const MIGRATION_LOCK = 72_707_369;

/** The engine's lock belongs to the session, which outlives its client behind PgBouncer. The caller locks its transaction. */
const ENGINE_LOCK = `SELECT pg_advisory_lock(${MIGRATION_LOCK})`;

/** The type `"char"` of some catalog columns, which Prisma's adapter does not know, and `text`, to which it is equal here. */
const CHAR_OID = 18;
const TEXT_OID = 25;

/** Sends all queries through one connection. The library's pool would close it after an error. */
class OneConnection extends pg.Pool {
  constructor(client: pg.Client) {
    super();
    const query = async (config: pg.QueryArrayConfig) => {
      const text = config.text === ENGINE_LOCK ? "SELECT 1" : config.text;
      const result = await client.query({ ...config, text });
      // The result of several statements is a list, whatever its type says.
      for (const field of [result].flat().flatMap(({ fields }) => fields))
        if (field.dataTypeID === CHAR_OID) field.dataTypeID = TEXT_OID;
      return result;
    };
    this.query = query as typeof this.query;
  }
}

/** Connects Prisma's schema engine to an open transaction. */
export async function connectForMigrations(client: pg.Client): Promise<SqlDriverAdapter> {
  const adapter = await new PrismaPg(new OneConnection(client)).connect();
  // Without arguments, the driver uses the simple protocol, which takes several statements at once. The adapter's own method
  // splits a script at every semicolon, even inside a string.
  const run = (sql: string) => adapter.executeRaw({ sql, args: [], argTypes: [] });
  const executeScript = async (script: string) => {
    // After an error, PostgreSQL rejects what the engine sends next, and the engine would report that error instead.
    await run("SAVEPOINT before_script");
    try {
      await run(script);
      await run("RELEASE SAVEPOINT before_script");
    } catch (error) {
      await run("ROLLBACK TO SAVEPOINT before_script").catch(() => undefined);
      throw error;
    }
  };
  return Object.assign(adapter, { executeScript });
}
