import type { Server } from "node:http";
import { Server as TcpServer } from "node:net";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import type { Connections } from "./connections";

/** How long requests may still take after SIGTERM, in milliseconds. */
const DRAIN_TIMEOUT_MS = 8_000;
/** How long new connections are still accepted after SIGTERM, in milliseconds, for clients that are just connecting. */
const ACCEPT_MS = 200;
/** How long the connections that wait may take to be accepted, in milliseconds, while others arrive. */
const ACCEPT_WAITING_MAX_MS = 500;
/** A turn of the event loop that takes less, in milliseconds, has handled nearly nothing. */
const QUIET_TURN_MS = 1;

/** Accepts no new connection and resolves when the last response has been sent. */
export async function drain(server: Server, connections: Connections): Promise<void> {
  await sleep(ACCEPT_MS);
  await acceptWaitingConnections(server);
  const timer = setTimeout(() => server.closeAllConnections(), DRAIN_TIMEOUT_MS);
  await closeListener(server, connections);
  clearTimeout(timer);
}

/**
 * Resolves right after a turn of the event loop in which no connection was waiting. Node accepts one in each turn, and those that
 * wait when the server stops listening are reset. A proxy may not repeat their requests.
 */
async function acceptWaitingConnections(server: Server): Promise<void> {
  let hasAccepted = false;
  const noteConnection = () => (hasAccepted = true);
  server.on("connection", noteConnection);
  const endsAt = performance.now() + ACCEPT_WAITING_MAX_MS;
  let beganAt: number;
  do {
    hasAccepted = false;
    beganAt = performance.now();
    await setImmediate();
  } while (performance.now() < endsAt && (hasAccepted || performance.now() - beganAt > QUIET_TURN_MS));
  server.off("connection", noteConnection);
}

/**
 * Stops listening and resolves when the last connection has ended. `close` of an HTTP server would also cut responses that
 * are complete but not sent, and leave connections open that have not sent a request.
 */
export async function closeListener(server: Server, connections: Connections): Promise<void> {
  const closed = new Promise((resolve) => TcpServer.prototype.close.call(server, resolve));
  connections.drain();
  await closed;
}
