import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A way to a server that a test can block. */
export interface TcpProxy {
  port: number;
  /** Forwards nothing more, as when a cable is pulled: connections stay open, new ones are accepted, and nobody answers. */
  block: () => void;
  /** Forwards again what was held back, and what follows. */
  unblock: () => void;
  close: () => Promise<void>;
}

/** Starts a proxy on a free port of the loopback interface that forwards connections to another port. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let isBlocked = false;
  const add = (socket: Socket, other: () => Socket) => {
    sockets.add(socket);
    if (isBlocked) socket.pause();
    socket.on("error", () => undefined); // "close" follows
    socket.on("data", (bytes) => other().write(bytes));
    socket.on("close", () => {
      sockets.delete(socket);
      other().destroy();
    });
  };
  const server = createServer((client) => {
    const upstream = connect(targetPort, "127.0.0.1");
    add(client, () => upstream);
    add(upstream, () => client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    port: (server.address() as AddressInfo).port,
    block() {
      isBlocked = true;
      for (const socket of sockets) socket.pause();
    },
    unblock() {
      isBlocked = false;
      for (const socket of sockets) socket.resume();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
