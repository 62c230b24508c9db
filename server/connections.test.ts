import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { buffer, text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { Connections, MAX_WAITING } from "./connections";
import { closeListener } from "./drain";

/** More bytes than the buffers of the system hold. */
const LARGE = 30_000_000;

type Handle = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Starts a server that hands each request to `handle` in its turn, and connects a client to it. */
async function start(handle: Handle): Promise<{ client: Socket; port: number; end: () => Promise<void> }> {
  const server = createServer((request, response) =>
    connections.enqueue(response, () => void handle(request, response)),
  );
  const connections = new Connections(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { client: connect(port, "127.0.0.1"), port, end: () => closeListener(server, connections) };
}

const get = (path: string, headers = "") => `GET ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`;
const paths = (count: number) => Array.from({ length: count }, (_, index) => `/${index + 1}`);

it("starts a request when the response before it has been sent, though all arrived in one chunk", async () => {
  const started: string[] = [];
  let mostAtOnce = 0;
  let atWork = 0;
  const { client, end } = await start(async ({ url = "" }, response) => {
    started.push(url);
    mostAtOnce = Math.max(mostAtOnce, (atWork += 1));
    await sleep(5);
    atWork -= 1;
    response.setHeader("Content-Length", url.length).end(url);
  });
  client.write(
    paths(20)
      .map((path) => get(path, path === "/20" ? "Connection: close\r\n" : ""))
      .join(""),
  );
  const received = await text(client);
  expect([...received.matchAll(/\r\n\r\n(\/\d+)/g)].map(([, path]) => path)).toEqual(paths(20));
  expect(started).toEqual(paths(20));
  expect(mostAtOnce).toBe(1);
  await end();
});

it("responds to the first request of a connection that was opened just before the shutdown", async () => {
  const { client, port, end } = await start((_request, response) => void response.end("done"));
  const unused = connect(port, "127.0.0.1");
  await Promise.all([once(client, "connect"), once(unused, "connect")]);
  await sleep(50); // for the server to have accepted both
  const ended = end();
  client.write(get("/"));
  expect(await text(client)).toMatch(/^HTTP\/1\.1 200 OK\r\n(?:.+\r\n)*Connection: close\r\n[^]*done/);
  await ended;
});

it("the waiting requests of a disconnected client are not started", async () => {
  const started: string[] = [];
  const closed: string[] = [];
  const { client, end } = await start(({ url = "" }, response) => {
    started.push(url);
    response.once("close", () => closed.push(url));
  });
  client.write(
    paths(3)
      .map((path) => get(path))
      .join(""),
  );
  await vi.waitUntil(() => started.length === 1);
  client.destroy();
  await vi.waitUntil(() => closed.length === 1);
  await end();
  expect({ started, closed }).toEqual({ started: ["/1"], closed: ["/1"] });
});

it("requests that follow one with Connection: close are not started", async () => {
  const started: string[] = [];
  const { client, end } = await start(({ url = "" }, response) => {
    started.push(url);
    setImmediate(() => response.end());
  });
  client.write(get("/1", "Connection: close\r\n") + get("/2"));
  await text(client);
  await end();
  expect(started).toEqual(["/1"]);
});

it("closes a connection after as many requests as may wait, and ignores the others", async () => {
  const started: string[] = [];
  const { client, end } = await start(({ url = "" }, response) => {
    started.push(url);
    setImmediate(() => response.end());
  });
  client.write(
    paths(MAX_WAITING * 10)
      .map((path) => get(path))
      .join(""),
  );
  const responses = (await text(client)).match(/^HTTP\/1\.1 200 OK\r$/gm);
  expect(responses).toHaveLength(MAX_WAITING + 1);
  expect(started).toEqual(paths(MAX_WAITING + 1));
  await end();
});

it("closes a connection after the response to a request with Upgrade, because the parser loses the next request", async () => {
  const { client, end } = await start((_request, response) => void response.end());
  client.write(get("/1", "Connection: Upgrade\r\nUpgrade: h2c\r\n") + get("/2"));
  expect(await text(client)).toMatch(/^HTTP\/1\.1 200 OK\r\nConnection: close\r\n/);
  await end();
});

it("sends a complete response while draining, and closes unused connections at once", async () => {
  const { client, port, end } = await start((_request, response) => void response.end(Buffer.alloc(LARGE)));
  const unused = connect(port, "127.0.0.1");
  client.write(get("/"));
  await once(client, "readable");
  const ended = end();
  unused.resume();
  expect((await buffer(client)).byteLength).toBeGreaterThan(LARGE);
  await ended;
});

it("responds to all waiting requests while draining", async () => {
  const started: string[] = [];
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const { client, end } = await start(async ({ url = "" }, response) => {
    started.push(url);
    response.writeHead(200, { "Content-Length": 2 });
    response.flushHeaders();
    await released;
    response.end("ok");
  });
  client.write(
    paths(3)
      .map((path) => get(path))
      .join(""),
  );
  await vi.waitUntil(() => started.length === 1);
  const ended = end();
  release();
  expect((await text(client)).match(/\r\n\r\nok/g)).toHaveLength(3);
  await ended;
});
