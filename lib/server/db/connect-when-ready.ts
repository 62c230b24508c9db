import "server-only";
import pg from "pg";
import pRetry from "p-retry";
import { describeDatabase, toClientConfig } from "./postgres-config";

/** Errors that end by themselves: nobody listens yet, the name is not known yet, the server starts, stops or is full. */
const TRANSIENT =
  /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|08...|57P0.|53300)$/;

/** The same in errors of the driver, which have no code. */
const TRANSIENT_MESSAGE = /^(?:timeout expired|Query read timeout|Connection terminated)/;

/** PgBouncer accepts connections while the server behind it is away. The types do not know the option. */
const FIRST_QUERY = { text: "SELECT 1", query_timeout: 2_000 };

/**
 * Connects to a PostgreSQL database, and tries again while the server does not answer.
 *
 * @throws {Error} with one sentence for people, without the password
 */
export async function connectWhenReady(databaseUrl: string, timeoutMs: number): Promise<pg.Client> {
  const config = toClientConfig(databaseUrl);
  const connect = async () => {
    const client = new pg.Client(config);
    client.on("error", () => undefined); // The next query reports it.
    await client.connect();
    try {
      await client.query(FIRST_QUERY);
      return client;
    } catch (error) {
      void client.end();
      throw error;
    }
  };
  try {
    return await pRetry(connect, {
      retries: Infinity,
      maxRetryTime: timeoutMs,
      minTimeout: 100,
      factor: 1.5,
      maxTimeout: 1_000,
      shouldRetry: ({ error }) => isTransient(error),
    });
  } catch (error) {
    const waited = isTransient(error) ? ` within ${timeoutMs / 1000} s` : "";
    throw new Error(
      `Cannot connect to the ${describeDatabase(databaseUrl)}${waited}: ${toReason(error)}. ` +
        "Check DATABASE_URL and the database server.",
      { cause: error },
    );
  }
}

function isTransient(error: unknown): boolean {
  const { code } = toSingleError(error) as { code?: unknown };
  return typeof code === "string" ? TRANSIENT.test(code) : TRANSIENT_MESSAGE.test(toReason(error));
}

function toReason(error: unknown): string {
  const { message } = toSingleError(error);
  return message.includes("client password must be a string") ? "the server requires a password" : message;
}

/** Returns the first error of a host with several addresses. */
function toSingleError(error: unknown): Error {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first : new Error(String(first));
}
