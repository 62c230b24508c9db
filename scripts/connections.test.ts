import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { expect, it } from "vitest";
import { Connections } from "./connections";

/** More than the system's own buffers hold. */
const SIZE = 30_000_000;

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
