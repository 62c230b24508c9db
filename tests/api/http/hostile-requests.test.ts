import { once } from "node:events";
import { connect, createServer } from "node:net";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { call, type Answer } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem } from "../../support/problems";
import { readAnswers, sendRaw } from "../../support/raw-request";
import { signUp } from "../../support/users";

// Attempts from outside at known holes of HTTP servers and parsers; advisories.test.ts has those of Next.

const server = provideInkwell();
let token: string;

beforeAll(async () => {
  ({ token } = await signUp(server));
});

describe("the connection", () => {
  it("is never upgraded, and reaches no other server", async () => {
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

  it("rejects CONNECT, and reaches no other server", async () => {
    const connectTo = async (target: string) => {
      const answers = readAnswers(await sendRaw(server, `CONNECT ${target} HTTP/1.1`, "Host: x", "", ""));
      expect(answers).toHaveLength(1);
      return answers[0] as Answer;
    };
    let visitors = 0;
    const inside = createServer(() => (visitors += 1)).listen(0, "127.0.0.1");
    await once(inside, "listening");
    const { port } = inside.address() as { port: number };
    for (const target of [`127.0.0.1:${port}`, "/", `http://127.0.0.1:${port}/`])
      expectProblem(await connectTo(target), "method-not-allowed", { headers: { allow: "" } });
    inside.close();
    expect(visitors).toBe(0);
  });

  it.each([
    [
      "both a length and chunks",
      ["Content-Length: 4", "Transfer-Encoding: chunked", "", "0", "", "GET /x HTTP/1.1"],
    ],
    ["two different lengths", ["Content-Length: 0", "Content-Length: 15", "", "GET /x HTTP/1.1"]],
    ["two transfer codings", ["Transfer-Encoding: chunked", "Transfer-Encoding: identity", "", "0", ""]],
    ["an unknown transfer coding", ["Transfer-Encoding: xchunked", "", "0", ""]],
    ["a space before the colon", ["Content-Length : 15", "", "GET /x HTTP/1.1"]],
    ["a folded header", ["X: a", " Content-Length: 15", "", "GET /x HTTP/1.1"]],
    ["a line that ends without a carriage return", ["X: a\nContent-Length: 15", "", "GET /x HTTP/1.1"]],
    ["a length that is not a number", ["Content-Length: +15", "", "GET /x HTTP/1.1"]],
  ])("is closed after an ambiguous request with %s", async (_what, lines) => {
    const answers = readAnswers(
      await sendRaw(server, "POST /api/users HTTP/1.1", "Host: x", ...lines, "", ""),
    );
    expect(answers).toHaveLength(1);
    for (const answer of answers) expectProblem(answer, "invalid-request");
  });

  it.each([
    ["a request without Host", ["GET / HTTP/1.1"]],
    ["a request of an unknown method", ["FOO / HTTP/1.1", "Host: x"]],
    ["a request of HTTP/2", ["PRI * HTTP/2.0", "", "SM"]],
    ["a TLS handshake", ["\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"]],
  ])("is closed with 400 after %s", async (_what, lines) => {
    const answers = readAnswers(await sendRaw(server, ...lines, "", ""));
    expect(answers).toHaveLength(1);
    for (const answer of answers) expectProblem(answer, "invalid-request");
  });
});

describe("a body", () => {
  it("is not decompressed", async () => {
    const body = gzipSync(JSON.stringify({ title: "a", content: "b".repeat(10_000_000) }));
    const headers = { "Content-Type": "application/json", "Content-Encoding": "gzip" };
    const answer = await call(server, "POST", "/api/posts", { token, headers, body });
    expect([400, 415]).toContain(answer.status);
  });

  it("changes no prototype when it names one", async () => {
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
