import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import type { Answer } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem } from "../../support/problems";
import { openRaw, readAnswers, sendRaw } from "../../support/raw-request";
import { newUser } from "../../support/users";

// Errors that end a connection before there is a request; tests/faults/slow-clients.test.ts covers slow clients.

const server = provideInkwell();

const HOST = "Host: x";
const JSON_TYPE = "Content-Type: application/json";

/** Builds a registration whose first part is sent at once. */
const register = (...more: string[]) => ["POST /api/users HTTP/1.1", HOST, JSON_TYPE, ...more];

const onlyAnswer = (received: string): Answer => {
  const [answer, ...others] = readAnswers(received);
  expect(others).toEqual([]);
  return answer as Answer;
};

it("a target that is too long gets a problem with its own request id and a date", async () => {
  const ask = () => sendRaw(server, `GET /api/posts?${"x".repeat(20_000)} HTTP/1.1`, HOST, "", "");
  const received = await ask();
  const answer = onlyAnswer(received);
  expectProblem(answer, "headers-too-large");
  expect(received).toMatch(/\r\nConnection: close\r\n/);
  expect(Date.parse(/\r\nDate: (.*)\r\n/.exec(received)?.[1] ?? "")).not.toBeNaN();
  expect(onlyAnswer(await ask()).requestId).not.toBe(answer.requestId);
});

it("a client that goes on sending long headers still receives the problem", async () => {
  const socket = await openRaw(server, "GET / HTTP/1.1", HOST, "");
  for (let count = 0; count < 200; count += 1) socket.write(`X-${count}: ${"x".repeat(5_000)}\r\n`);
  socket.end("\r\n");
  expectProblem(onlyAnswer(await text(socket)), "headers-too-large");
});

it.each([
  ["a size that is not a number", ["x", "{}"], "invalid-request"],
  ["an endless extension", [`2;${"x".repeat(20_000)}`, "{}"], "payload-too-large"],
] as const)("a chunked body gets a problem when a chunk has %s", async (_what, chunk, code) => {
  const received = await sendRaw(
    server,
    ...register("Transfer-Encoding: chunked", "", ...chunk, "0", "", ""),
  );
  expectProblem(onlyAnswer(received), code);
});

it("earlier requests on the connection are answered in full before the problem", async () => {
  const body = JSON.stringify(newUser());
  const received = await sendRaw(
    server,
    ...register(`Content-Length: ${body.length}`, "", body + "GET /api/health HTTP/1.1"),
    HOST,
    "",
    "no request",
    "",
    "",
  );
  const [first, second, third, ...others] = readAnswers(received);
  expect([first?.status, second?.status]).toEqual([201, 200]);
  expectProblem(third as Answer, "invalid-request");
  expect(others).toEqual([]);
});

it("a broken chunk after the response adds nothing to it", async () => {
  const socket = await openRaw(server, ...register("Transfer-Encoding: chunked", "", "41000", ""));
  socket.write(" ".repeat(0x41000));
  const [answer] = (await once(socket, "data")) as [Buffer];
  socket.write("\r\nno size\r\n");
  expectProblem(onlyAnswer(answer.toString() + (await text(socket))), "payload-too-large");
});
