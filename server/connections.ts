import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** How many requests of one connection may wait; the connection ends after the last of them. */
export const MAX_WAITING = 32;

/** How long a connection that was opened just before a shutdown may take to send its first request, in milliseconds. */
const FIRST_REQUEST_MS = 500;

interface Exchange {
  response: ServerResponse;
  start: () => void;
}

export interface Connection {
  /** Exchanges whose response is not sent yet, oldest first. Only the first one has been started. */
  pending: Exchange[];
  latest: ServerResponse | undefined;
  /** Whether further requests are ignored and the connection ends after the pending responses. */
  isClosing: boolean;
  /** `bytesRead` of the socket when its last response had been sent. */
  bytesReadWhenIdle: number;
}

/**
 * The connections of a server. Each works on one request at a time, as RFC 9112 §9.3.2 allows: a client that sends hundreds
 * of requests at once must not occupy the server for as long, and a client that reads slowly holds one response in memory.
 *
 * Pausing the socket would come too late, since one chunk can hold hundreds of requests. So they wait here, and those of a
 * disconnected client are never started.
 */
export class Connections {
  readonly #connections = new Map<Socket, Connection>();
  #isDraining = false;

  constructor(server: Server) {
    server.on("connection", (socket) => {
      this.#connections.set(socket, {
        pending: [],
        latest: undefined,
        isClosing: false,
        bytesReadWhenIdle: 0,
      });
      socket.once("close", () => this.#connections.delete(socket));
    });
  }

  /** Starts a request once all responses before it on its connection have been sent. */
  enqueue(response: ServerResponse, start: () => void): void {
    const { socket, headers } = response.req;
    const connection = this.#connections.get(socket);
    if (connection === undefined) return; // the client has left
    if (!connection.isClosing && connection.pending.length > MAX_WAITING) endAfterLatest(socket, connection);
    if (connection.isClosing) {
      // Not at once: the parser is still in the middle of the chunk.
      process.nextTick(discardInput, socket);
      return;
    }
    connection.latest = response;
    connection.pending.push({ response, start });
    // Node's parser drops what follows a request with `Upgrade` in the same chunk, and would read on from anywhere.
    if (this.#isDraining || headers.upgrade !== undefined) endAfterLatest(socket, connection);
    if (connection.pending.length === 1) this.#startFirst(socket, connection);
  }

  get(socket: Socket): Connection | undefined {
    return this.#connections.get(socket);
  }

  /** Returns the response to a request whose body has not arrived yet, if there is one on this connection. */
  awaitingBody(socket: Socket): ServerResponse | undefined {
    const latest = this.#connections.get(socket)?.latest;
    return latest?.req.complete === false ? latest : undefined;
  }

  /** Ignores whatever else a client sends. Resolves after the responses to its complete requests; never if it disconnects. */
  async finish(socket: Socket): Promise<void> {
    const connection = this.#connections.get(socket);
    if (connection === undefined) return;
    connection.isClosing = true;
    discardInput(socket);
    const { pending } = connection;
    // Only the newest request can be incomplete. It must not run after its client has received an error.
    if (pending.length > 1 && pending.at(-1)?.response.req.complete === false) pending.pop();
    const last = pending.at(-1)?.response;
    if (last?.req.complete === true) await new Promise((resolve) => last.once("close", resolve));
  }

  /** Ends each connection as soon as it has no request. A new one has some time for its first. */
  drain(): void {
    this.#isDraining = true;
    for (const [socket, connection] of this.#connections) {
      // A request that is arriving will have the last response.
      const endIfIdle = () => {
        const { pending, bytesReadWhenIdle } = connection;
        if (pending.length === 0 && socket.bytesRead === bytesReadWhenIdle) socket.destroy();
      };
      if (connection.pending.length > 0) endAfterLatest(socket, connection);
      else if (connection.latest === undefined) setTimeout(endIfIdle, FIRST_REQUEST_MS);
      else endIfIdle();
    }
  }

  /** Returns how many bytes of its response each connection holds in memory until its client reads more. */
  unreadBytes(): { socket: Socket; bytes: number }[] {
    return [...this.#connections].map(([socket, { pending }]) => ({
      socket,
      bytes: pending[0]?.response.writableLength ?? 0,
    }));
  }

  #startFirst(socket: Socket, connection: Connection): void {
    const [first] = connection.pending;
    if (first === undefined) return;
    first.response.once("close", () => {
      connection.pending.shift();
      connection.bytesReadWhenIdle = socket.bytesRead;
      if (socket.writable) this.#startFirst(socket, connection);
    });
    first.start();
  }
}

function endAfterLatest(socket: Socket, connection: Connection): void {
  connection.isClosing = true;
  const { latest } = connection;
  if (latest?.headersSent === true) latest.once("close", () => socket.destroySoon());
  else latest?.setHeader("Connection", "close");
}

/** Takes a connection away from Node's parser. It is still read, so that its end is noticed. */
function discardInput(socket: Socket): void {
  socket.removeAllListeners("data").on("data", () => undefined);
  socket.resume();
}
