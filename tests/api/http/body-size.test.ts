import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { call, type Answer } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { openRequest } from "../../support/open-request";
import { openRaw, readAnswers } from "../../support/raw-request";
import { expectProblem } from "../../support/problems";
import { newUser } from "../../support/users";

const server = provideInkwell();
const LIMIT = 256 * 1024;
const JSON_TYPE = { "Content-Type": "application/json" };

const bodyOf = (size: number) => JSON.stringify(newUser()).padEnd(size, " ");
const open = (headers: Record<string, string>) =>
  openRequest(server, "POST", "/api/users", { ...JSON_TYPE, ...headers });

async function sendInPieces(body: string) {
  const { request, answer } = open({ "Transfer-Encoding": "chunked" });
  for (let start = 0; start < body.length; start += 50_000) request.write(body.slice(start, start + 50_000));
  request.end();
  return answer;
}

describe("a body of 256 KiB", () => {
  it("is read with a Content-Length", async () => {
    expect(
      (await call(server, "POST", "/api/users", { body: bodyOf(LIMIT), headers: JSON_TYPE })).status,
    ).toBe(201);
  });

  it("is read in chunks", async () => {
    expect((await sendInPieces(bodyOf(LIMIT))).status).toBe(201);
  });
});

describe("a body of 256 KiB and one byte is rejected with 413", () => {
  it("at registration", async () => {
    const answer = await call(server, "POST", "/api/users", { body: bodyOf(LIMIT + 1), headers: JSON_TYPE });
    expectProblem(answer, "payload-too-large");
  });

  it("at the token endpoint", async () => {
    const body = "username=a&password=".padEnd(LIMIT + 1, "b");
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    expectProblem(await call(server, "POST", "/api/users/token", { body, headers }), "payload-too-large");
  });

  it("in chunks", async () => {
    expectProblem(await sendInPieces(bodyOf(LIMIT + 1)), "payload-too-large");
  });
});

describe("a body over the limit", () => {
  it("is rejected from its Content-Length, before it is read", async () => {
    const { request, answer } = open({ "Content-Length": String(2 ** 30) });
    request.flushHeaders();
    expectProblem(await answer, "payload-too-large");
    request.destroy();
  });

  it("is rejected from its first chunk, before the rest is read", async () => {
    const { request, answer } = open({ "Transfer-Encoding": "chunked" });
    request.write(bodyOf(LIMIT + 1));
    expectProblem(await answer, "payload-too-large");
    request.destroy();
  });

  it.each([
    ["the announced body", `Content-Length: ${2 ** 30}`, "", " ".repeat(1_000)],
    ["chunks", "Transfer-Encoding: chunked", toChunk(LIMIT + 1), toChunk(1_000)],
  ])("is cut off when the client goes on sending %s", async (_what, header, first, next) => {
    const socket = connect(server.port, "127.0.0.1");
    socket.write("POST /api/users HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n");
    socket.write(`${header}\r\n\r\n${first}`);
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 413 /);

    const sending = setInterval(() => socket.write(next), 100);
    socket.on("error", () => undefined); // a reset also counts as cut off
    await new Promise((resolve) => socket.once("close", resolve));
    clearInterval(sending);
  });
});

it("a client that still sends a body gets the whole response, although it reads slowly and keeps no connection", async () => {
  const socket = await openRaw(
    server,
    "GET /api/openapi.json HTTP/1.1",
    "Host: localhost",
    "Connection: close",
    `Content-Length: ${2 ** 22}`,
    "",
    " ".repeat(2 ** 20),
  );
  socket.pause();
  await sleep(500);
  const [answer] = readAnswers(await text(socket));
  expect(answer?.body).toEqual((await call(server, "GET", "/api/openapi.json")).body);
});

it("a response to a body over the limit says that the connection ends, so that clients send nothing else on it", async () => {
  const head = ["POST /api/users HTTP/1.1", "Host: localhost", "Content-Type: application/json"];
  const socket = await openRaw(server, ...head, "Transfer-Encoding: chunked", "", toChunk(LIMIT + 1));
  const received = await text(socket);
  expectProblem(readAnswers(received)[0] as Answer, "payload-too-large");
  expect(received).toMatch(/^connection: close\r$/im);
});

/** Builds a chunk of spaces (RFC 9112 §7.1). */
function toChunk(size: number): string {
  return `${size.toString(16)}\r\n${" ".repeat(size)}\r\n`;
}
