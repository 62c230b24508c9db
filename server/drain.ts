import type { Server } from "node:http";
import { Server as TcpServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Connections } from "./connections";

/** How long requests may still take after SIGTERM, in milliseconds. */
const DRAIN_TIMEOUT_MS = 8_000;
/** How long new connections are still accepted after SIGTERM, in milliseconds, for clients that are just connecting. */
const ACCEPT_MS = 200;

/** Accepts no new connection and resolves when the last response has been sent. */
export async function drain(server: Server, connections: Connections): Promise<void> {
  await sleep(ACCEPT_MS);
  const timer = setTimeout(() => server.closeAllConnections(), DRAIN_TIMEOUT_MS);
  await closeListener(server, connections);
  clearTimeout(timer);
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
