import "server-only";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";

/** Identifies the request in place of a version of the protocol. */
const CANCEL_REQUEST_CODE = 80_877_102;
const WAIT_MS = 1_000;

/** What the library knows about a connection but does not document. */
interface Backend {
  host: string;
  port: number;
  processID: number;
  secretKey: number;
}

/**
 * Asks PostgreSQL to cancel the statement that a connection is running, and waits up to a second until it has been asked.
 * Otherwise a statement that waits for a lock would outlive its closed connection, and such statements would use up the
 * connections that PostgreSQL allows. A failure is ignored.
 *
 * Close the connection afterwards, because PgBouncer forgets which server belongs to a closed one. The request's own connection
 * is left for the other side to close: PgBouncer 1.18 crashes when it is closed too early.
 *
 * @see https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS
 */
export async function cancelStatement(client: pg.PoolClient): Promise<void> {
  const { host, port, processID, secretKey } = client as unknown as Backend;
  const request = Buffer.alloc(16);
  [request.length, CANCEL_REQUEST_CODE, processID, secretKey].forEach((value, index) =>
    request.writeInt32BE(value, index * 4),
  );
  const socket = connect(host.startsWith("/") ? { path: `${host}/.s.PGSQL.${port}` } : { host, port });
  socket.on("error", () => undefined);
  socket.unref().write(request);
  await Promise.race([new Promise((resolve) => socket.once("close", resolve)), sleep(WAIT_MS)]);
}
