import type { Server, ServerResponse } from "node:http";
import { Server as TcpServer, type Socket } from "node:net";

interface Connection {
  /** Answers to what was asked so far that are not out yet, oldest first. */
  underWay: Set<ServerResponse>;
  /** The answer to the newest request, out or not. */
  latest?: ServerResponse;
  /** How many bytes had come when the last answer was out. */
  answeredBytes: number;
}

/** The connections of a server, and what is under way on each: Node keeps that to itself. */
export class Connections {
  readonly #connections = new Map<Socket, Connection>();

  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
    server.on("connection", (socket) => {
      const connection: Connection = { underWay: new Set(), answeredBytes: 0 };
      this.#connections.set(socket, connection);
      socket.once("close", () => {
        this.#connections.delete(socket);
        // Node tells an answer of the end only while it is being sent; those that wait behind it would never hear.
        for (const response of [...connection.underWay].filter(({ socket }) => socket === null)) {
          response.destroyed = true;
          response.emit("close");
        }
      });
    });
  }

  /** Notes that a request is to be answered. */
  note(response: ServerResponse): void {
    const { socket } = response.req;
    const connection = this.#connections.get(socket);
    if (connection === undefined) return;
    connection.latest = response;
    connection.underWay.add(response);
    response.once("close", () => {
      connection.underWay.delete(response);
      connection.answeredBytes = socket.bytesRead;
    });
  }

  /** The answers on a connection that are not out yet, oldest first. */
  underWay(socket: Socket): ServerResponse[] {
    return [...(this.#connections.get(socket)?.underWay ?? [])];
  }

  /** The answer to a request whose body is still to come, if there is one on this connection. */
  awaitingBody(socket: Socket): ServerResponse | undefined {
    const latest = this.#connections.get(socket)?.latest;
    return latest?.req.complete === false ? latest : undefined;
  }

  /**
   * Takes no new connection, ends each as soon as it has no request on it, and waits for the last one. Node's own `close`
   * would cut answers that are finished and not yet sent, and leave alone who has not asked for anything yet.
   */
  async end(): Promise<void> {
    const closed = new Promise((resolve) => TcpServer.prototype.close.call(this.#server, resolve));
    for (const [socket, { underWay, answeredBytes }] of this.#connections) {
      for (const response of underWay) {
        if (!response.headersSent) response.setHeader("Connection", "close");
        response.once("close", () => underWay.size === 0 && socket.destroySoon());
      }
      if (underWay.size === 0 && socket.bytesRead === answeredBytes) socket.destroy();
    }
    await closed;
  }
}
