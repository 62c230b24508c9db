import { once } from "node:events";
import { connect, createServer } from "node:net";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../support/call";
import { provideInkwell } from "../support/inkwell";
import { expectProblem } from "../support/problems";
import { signUp } from "../support/users";

// What was found in HTTP servers and parsers before, tried from outside; tests/api/advisories.test.ts has what was in Next.

const server = provideInkwell();
let token: string;

beforeAll(async () => {
  ({ token } = await signUp(server));
});

/** Sends bytes as they stand, and gives all that comes back until the connection ends. */
async function sendRaw(...lines: string[]): Promise<string> {
  const socket = connect(server.port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(Buffer.from(lines.join("\r\n"), "latin1"));
  return text(socket);
}

describe("the connection", () => {
  it("is upgraded to nothing, and leads to no other server", async () => {
    let visitors = 0;
    const inside = createServer(() => (visitors += 1)).listen(0, "127.0.0.1");
    await once(inside, "listening");
    const { port } = inside.address() as { port: number };
    const upgrade = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "", ""];
    for (const target of [`http://127.0.0.1:${port}/`, `//127.0.0.1:${port}/`, "/", "/_next/webpack-hmr"]) {
      const socket = connect(server.port, "127.0.0.1");
      socket.write([`GET ${target} HTTP/1.1`, `Host: 127.0.0.1:${port}`, ...upgrade].join("\r\n"));
      const [status] = (await Promise.race([once(socket, "data"), once(socket, "close")])) as [unknown];
      socket.destroy();
      expect(String(status)).not.toMatch(/^HTTP\/1\.1 (101|5)/);
    }
    inside.close();
    expect(visitors).toBe(0);
  });

  it.each([
    [
      "a length and chunks",
      ["Content-Length: 4", "Transfer-Encoding: chunked", "", "0", "", "GET /x HTTP/1.1"],
    ],
    ["two lengths", ["Content-Length: 0", "Content-Length: 15", "", "GET /x HTTP/1.1"]],
    ["two codings", ["Transfer-Encoding: chunked", "Transfer-Encoding: identity", "", "0", ""]],
    ["a coding that only looks like one", ["Transfer-Encoding: xchunked", "", "0", ""]],
    ["a space before the colon", ["Content-Length : 15", "", "GET /x HTTP/1.1"]],
    ["a folded header", ["X: a", " Content-Length: 15", "", "GET /x HTTP/1.1"]],
    ["a length that is no number", ["Content-Length: +15", "", "GET /x HTTP/1.1"]],
  ])("is ended at a request that two readers read differently: %s", async (_what, lines) => {
    const answer = await sendRaw("POST /api/users HTTP/1.1", "Host: x", ...lines, "", "");
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  it("takes no request without a host, and none of another protocol", async () => {
    expect(await sendRaw("GET / HTTP/1.1", "", "")).toMatch(/^HTTP\/1\.1 400 /);
    expect(await sendRaw("PRI * HTTP/2.0", "", "SM", "", "")).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe("a body", () => {
  it("that is compressed is not unpacked", async () => {
    const body = gzipSync(JSON.stringify({ title: "a", content: "b".repeat(10_000_000) }));
    const headers = { "Content-Type": "application/json", "Content-Encoding": "gzip" };
    const answer = await call(server, "POST", "/api/posts", { token, headers, body });
    expect([400, 415]).toContain(answer.status);
  });

  it("that names prototypes changes none", async () => {
    for (const body of [
      '{"__proto__":{"title":"a","content":"b","is_admin":true}}',
      '{"constructor":{"prototype":{"title":"a","content":"b"}}}',
    ]) {
      const headers = { "Content-Type": "application/json" };
      const answer = await call(server, "POST", "/api/posts", { token, headers, body });
      expectProblem(answer, "validation-error", { errors: expect.any(Array) as never });
    }
    expectProblem(await call(server, "POST", "/api/posts", { token, json: {} }), "validation-error", {
      errors: expect.any(Array) as never,
    });
  });
});
