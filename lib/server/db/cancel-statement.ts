import "server-only";
import { connect } from "node:net";
import type pg from "pg";

/** Identifies the request in place of a version of the protocol. */
const CANCEL_REQUEST_CODE = 80_877_102;
const TIMEOUT_MS = 2_000;

/** What the library knows about a connection but does not document. */
interface Backend {
  host: string;
  port: number;
  processID: number;
  secretKey: number;
}

/**
 * Asks PostgreSQL to cancel the statement that a connection is running. Otherwise a statement that waits for a lock would
 * outlive its closed connection, and such statements would use up the connections that PostgreSQL allows. Fire and forget.
 *
 * @see https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS
 */
export function cancelStatement(client: pg.PoolClient): void {
  const { host, port, processID, secretKey } = client as unknown as Backend;
  const request = Buffer.alloc(16);
  [request.length, CANCEL_REQUEST_CODE, processID, secretKey].forEach((value, index) =>
    request.writeInt32BE(value, index * 4),
  );
  const socket = connect(host.startsWith("/") ? { path: `${host}/.s.PGSQL.${port}` } : { host, port });
  socket.on("error", () => undefined);
  socket.setTimeout(TIMEOUT_MS, () => socket.destroy());
  socket.end(request);
}
