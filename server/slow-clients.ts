import type { Server, ServerOptions } from "node:http";
import { HEAD_TIMEOUT_SECONDS, REQUEST_TIMEOUT_SECONDS } from "@/lib/schemas/request-limits";
import type { Connections } from "./connections";

/** How long a connection may make no progress while a response is being read, in milliseconds. */
const SILENCE_MS = 25_000;
/** How many bytes of all responses together may wait in memory for clients to read them. */
const UNREAD_MAX_BYTES = 64 * 1024 * 1024;
/** Interval at which unread bytes are counted, in milliseconds. */
const UNREAD_CHECK_MS = 250;

/**
 * How long a client may take, in milliseconds. Slow ones are disconnected within a minute; the largest body, 256 KiB, gets through at
 * 48 kbit/s.
 */
export const TIMEOUTS = {
  /** For the head of a request. */
  headersTimeout: HEAD_TIMEOUT_SECONDS * 1000,
  /** For the whole request, with its body. */
  requestTimeout: REQUEST_TIMEOUT_SECONDS * 1000,
  /** Interval at which Node checks the two above. */
  connectionsCheckingInterval: 5_000,
  /**
   * Between two requests. It is longer than the minute for which most proxies keep a connection; otherwise a proxy would
   * send requests over connections that have just ended.
   */
  keepAliveTimeout: 65_000,
} as const satisfies ServerOptions;

/**
 * Disconnects clients that do not read their responses, which Node would keep in memory forever. Node notices at the second
 * check after the last byte was sent, so within twice the time.
 */
export function cutSlowReaders(server: Server, connections: Connections): void {
  server.setTimeout(SILENCE_MS, (socket) => {
    // A slow body has a timeout of its own, after which it gets a response.
    if (connections.awaitingBody(socket)?.headersSent !== false) socket.destroy();
  });
}

/**
 * Closes the connections with the most unread bytes for as long as all unread responses together are too large. Clients that
 * read are not affected: their responses shrink. Rejecting new requests instead would let slow clients shut out everyone.
 */
export function limitUnreadBytes(connections: Connections, maxBytes = UNREAD_MAX_BYTES): void {
  setInterval(() => {
    const unread = connections.unreadBytes().sort((a, b) => a.bytes - b.bytes);
    let total = unread.reduce((sum, { bytes }) => sum + bytes, 0);
    while (total > maxBytes) {
      const largest = unread.pop();
      if (largest === undefined) return;
      largest.socket.destroy();
      total -= largest.bytes;
    }
  }, UNREAD_CHECK_MS).unref();
}
