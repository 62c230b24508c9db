import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { expect, it, vi } from "vitest";
import { Connections } from "./connections";
import { closeListener } from "./drain";
import { limitUnreadBytes } from "./slow-clients";

/** More bytes than the buffers of the system hold. */
const LARGE = 20_000_000;
const MEDIUM = 15_000_000;
const SMALL = 1_000_000;
const SIZES: Record<string, number> = { "/large": LARGE, "/medium": MEDIUM, "/small": SMALL };

it("disconnects the clients with the most unread bytes when there are too many, and no client that reads", async () => {
  const server = createServer((request, response) => {
    connections.enqueue(response, () => response.end(Buffer.alloc(SIZES[String(request.url)] ?? 0)));
  });
  const connections = new Connections(server);
  limitUnreadBytes(connections, 2.5 * LARGE);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const ask = (path: string) => {
    const socket = connect(port, "127.0.0.1").on("error", () => undefined);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    return socket;
  };

  const slow = ["/medium", ...Array<string>(5).fill("/large")].map((path) => ask(path).pause());
  await vi.waitUntil(() => connections.unreadBytes().filter(({ bytes }) => bytes > 0).length >= 2);
  expect((await buffer(ask("/small"))).byteLength).toBeGreaterThan(SMALL);
  const unread = () => connections.unreadBytes().reduce((sum, { bytes }) => sum + bytes, 0);
  await vi.waitUntil(() => connections.unreadBytes().length === 2, { timeout: 5_000 });
  // One large response and the medium one are left.
  expect(unread()).toBeGreaterThan(LARGE + MEDIUM);
  expect(unread()).toBeLessThan(2 * LARGE);

  for (const socket of slow) socket.destroy();
  await closeListener(server, connections);
});
