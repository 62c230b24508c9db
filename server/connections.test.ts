import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { expect, it, vi } from "vitest";
import { Connections } from "./connections";

/** More than the system's own buffers hold. */
const SIZE = 30_000_000;

it("who waits behind another answer hears of the end of the connection, too", async () => {
  const closed: string[] = [];
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    connections.note(response);
    response.once("close", () => closed.push(String(request.url)));
  });
  const connections = new Connections(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  const client = connect(port, "127.0.0.1");
  const all = ["/1", "/2", "/3"].map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
  client.write(all.join(""));
  await vi.waitUntil(() => asked === 3);
  client.destroy();
  await vi.waitUntil(() => closed.length === 3);
  expect(closed.sort()).toEqual(["/1", "/2", "/3"]);
  await connections.end();
});

it("an answer that is finished and not yet read is sent to its end", async () => {
  const server = createServer((_request, response) => {
    connections.note(response);
    response.end(Buffer.alloc(SIZE));
  });
  const connections = new Connections(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  const reader = connect(port, "127.0.0.1");
  const unused = connect(port, "127.0.0.1");
  reader.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  await once(reader, "readable");
  const over = connections.end();
  unused.resume();
  expect((await buffer(reader)).byteLength).toBeGreaterThan(SIZE);
  await over;
});
