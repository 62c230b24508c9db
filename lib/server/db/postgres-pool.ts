import "server-only";
import pg from "pg";
import { env } from "@/lib/env";
import { setTime } from "../clock";
import { globalSingleton } from "../global-singleton";
import { logWarning } from "../log/log";
import { runInBackground } from "../request/background";
import { cancelStatement } from "./cancel-statement";
import { CONNECT_TIMEOUT_MS, toClientConfig } from "./postgres-config";
import { ConnectionError } from "./postgres-errors";

const QUERY_TIMEOUT_MS = 4_000;
/** Each new connection reads the database's clock, which therefore was read at most five minutes ago. */
const CONNECTION_MAX_AGE_SECONDS = 5 * 60;

/**
 * The connections of this process to PostgreSQL. The library's own pool closes a connection at every query error, such as a
 * rejected duplicate, and opening one takes thirty times as long as the query. This pool closes it only when it is unusable.
 */
class KeepingPool extends pg.Pool {
  // Prisma calls it with one object and awaits the result; the library has overloads for other ways.
  override query = ((query: pg.QueryConfig) => this.use((client) => client.query(query))) as pg.Pool["query"];

  /**
   * Runs an action with a connection of its own.
   *
   * @throws {ConnectionError} if none can be opened within two seconds or becomes free within four, or if it fails
   * @throws {pg.DatabaseError} if PostgreSQL rejects a statement
   */
  async use<Result>(action: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    const client = await this.connect().catch((error: unknown) => {
      throw toConnectionError(error);
    });
    let failure: Error | undefined;
    const noteFailure = (error: Error) => (failure = error);
    client.on("error", noteFailure); // which would end the process if nothing listened
    try {
      return await action(client);
    } catch (error) {
      if (isStatementError(error)) throw error;
      failure = toConnectionError(error);
      if (isTimeout(error)) await cancelStatement(client);
      throw failure;
    } finally {
      client.removeListener("error", noteFailure);
      client.release(failure);
    }
  }
}

/** The pool's own time limit also covers the wait for a connection that other requests use. Connecting takes less. */
class Client extends pg.Client {
  constructor(config: pg.ClientConfig = {}) {
    // The pool hides the password from copies of its settings.
    super({ ...config, password: config.password, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  }
}

/** Returns the pool of this process, which Prisma and statements.ts share. */
export function getPool(): KeepingPool {
  return globalSingleton("postgres-pool", () => createPool(env.DATABASE_URL));
}

/** Creates a pool that connects when it is first used. */
export function createPool(databaseUrl: string): KeepingPool {
  const pool = new KeepingPool({
    ...toClientConfig(databaseUrl),
    Client,
    connectionTimeoutMillis: QUERY_TIMEOUT_MS,
    max: env.DATABASE_POOL_SIZE,
    maxLifetimeSeconds: CONNECTION_MAX_AGE_SECONDS,
    // The client's own limit: PgBouncer rejects connections that ask for a statement_timeout.
    query_timeout: QUERY_TIMEOUT_MS,
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- pg-pool awaits it, although its type does not say so.
    onConnect: readClock,
  });
  // Without a listener, the end of an idle connection would end the process.
  pool.on("error", (error) =>
    logWarning("A connection to the database was lost", { cause: describe(error) }),
  );
  if (env.VERCEL === "1") closeBeforeFreeze(pool);
  return pool;
}

/**
 * Has the host wait until the pool has closed its idle connections. A frozen process would not notice that the database ended
 * one of them, and its next request would fail.
 */
function closeBeforeFreeze(pool: pg.Pool): void {
  let finish = () => {};
  pool.on("release", () => {
    finish(); // The later use waits in its place.
    runInBackground(new Promise<void>((resolve) => (finish = resolve)));
  });
  pool.on("remove", () => {
    if (pool.totalCount === 0) finish();
  });
}

/** Takes the time from the database: machines with different clocks must agree on when a session expires. */
async function readClock(client: pg.ClientBase): Promise<void> {
  const askedAt = performance.now();
  const { rows } = await client.query<{ ms: string }>(
    "SELECT EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS ms",
  );
  setTime(Number(rows[0]?.ms) + (performance.now() - askedAt) / 2);
}

/** Errors that end the connection: PostgreSQL shuts down (57P), or PgBouncer has lost it (08). */
const CONNECTION_ENDS = /^(?:08|57P)/;

/** Returns whether PostgreSQL rejected a statement and the connection is still usable. */
function isStatementError(error: unknown): boolean {
  return error instanceof pg.DatabaseError && !CONNECTION_ENDS.test(error.code ?? "");
}

/** The library has no class for it. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.message === "Query read timeout";
}

function toConnectionError(error: unknown): ConnectionError {
  return new ConnectionError(describe(error));
}

/** Describes an error of a connection in one line. The error itself refers to the connection and its settings. */
function describe(error: unknown): string {
  const { code = "", message } = error as { code?: string; message: string };
  return [code, message].filter((part) => part !== "").join(": ");
}
