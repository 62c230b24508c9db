import type { Server, ServerOptions } from "node:http";
import { HEAD_TIMEOUT_SECONDS, REQUEST_TIMEOUT_SECONDS } from "@/lib/schemas/request-limits";
import type { Connections } from "./connections";

/** How long a connection may be silent while an answer is to be read, in milliseconds. */
const SILENCE_MS = 25_000;

/**
 * How long a client may take, in milliseconds: slow ones are cut within a minute, and 256 KiB have the time that they need
 * at 48 kbit/s.
 */
export const TIME_OUTS = {
  /** For the head of a request. */
  headersTimeout: HEAD_TIMEOUT_SECONDS * 1000,
  /** For all of it, with its body. */
  requestTimeout: REQUEST_TIMEOUT_SECONDS * 1000,
  /** How often Node looks who has taken longer. */
  connectionsCheckingInterval: 5_000,
  /** Between requests. Longer than proxies keep a connection (a minute), or they would send into one that just ended. */
  keepAliveTimeout: 65_000,
} as const satisfies ServerOptions;

/**
 * Cuts clients that do not read their answers, which Node would keep in memory for them for ever. It finds out at the
 * second look after the last byte went, so within twice the time.
 */
export function cutSlowReaders(server: Server, connections: Connections): void {
  server.setTimeout(SILENCE_MS, (socket) => {
    // A body that is slow to come has its own time, and gets an answer when that is over.
    if (connections.awaitingBody(socket)?.headersSent !== false) socket.destroy();
  });
}
