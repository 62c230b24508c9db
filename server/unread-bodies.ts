import type { IncomingMessage, ServerResponse } from "node:http";
import { LINGER_MS } from "./client-errors";

/**
 * Ends the connection of a request that was answered before its body had arrived, once the client has had time to read the
 * response. Node would read all of the body, or close the connection at once: then the system throws away what the client
 * has not read yet (RFC 9112 §9.6).
 */
export function cutUnreadBody(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request;
  // Before Node's own listener, which calls `destroySoon` if the connection is not kept.
  response.prependOnceListener("finish", () => {
    if (request.complete) return;
    socket.destroySoon = () => socket.end();
    // A timer rather than a listener on the socket, where one would be left behind for each request.
    setTimeout(() => {
      if (!request.complete || socket.writableEnded) socket.destroy();
    }, LINGER_MS).unref();
  });
}
