import type { IncomingMessage, ServerResponse } from "node:http";
import { LINGER_MS } from "./client-errors";

/** Ends the connection of a request that was answered before its body had arrived. Node would read all of the body. */
export function cutUnreadBody(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request;
  response.once("finish", () => {
    if (request.complete) return;
    // A timer rather than a listener on the socket, where one would be left behind for each request.
    setTimeout(() => request.complete || socket.destroy(), LINGER_MS).unref();
  });
}
