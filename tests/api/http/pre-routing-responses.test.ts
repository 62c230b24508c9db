import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import type { Answer } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem } from "../../support/problems";
import { openRaw, readAnswers, sendRaw } from "../../support/raw-request";
import { newUser } from "../../support/users";

// What ends a connection before a request is one; tests/faults/slow-clients.test.ts has those that are too slow.

const server = provideInkwell();

const HOST = "Host: x";
const JSON_TYPE = "Content-Type: application/json";

/** Sends a registration whose first part comes at once. */
const register = (...more: string[]) => ["POST /api/users HTTP/1.1", HOST, JSON_TYPE, ...more];

const onlyAnswer = (received: string): Answer => {
  const [answer, ...others] = readAnswers(received);
  expect(others).toEqual([]);
  return answer as Answer;
};

it("a target that is too long has a problem body, a request id of its own, and a date", async () => {
  const ask = () => sendRaw(server, `GET /api/posts?${"x".repeat(20_000)} HTTP/1.1`, HOST, "", "");
  const received = await ask();
  const answer = onlyAnswer(received);
  expectProblem(answer, "headers-too-large");
  expect(received).toMatch(/\r\nConnection: close\r\n/);
  expect(Date.parse(/\r\nDate: (.*)\r\n/.exec(received)?.[1] ?? "")).not.toBeNaN();
  expect(onlyAnswer(await ask()).requestId).not.toBe(answer.requestId);
});

it("it is read by a client that goes on sending", async () => {
  const socket = await openRaw(server, "GET / HTTP/1.1", HOST, "");
  for (let count = 0; count < 200; count += 1) socket.write(`X-${count}: ${"x".repeat(5_000)}\r\n`);
  socket.end("\r\n");
  expectProblem(onlyAnswer(await text(socket)), "headers-too-large");
});

it.each([
  ["a size that is no number", ["x", "{}"], "invalid-request"],
  ["an extension without end", [`2;${"x".repeat(20_000)}`, "{}"], "payload-too-large"],
] as const)("a chunk of a body has %s", async (_what, chunk, code) => {
  const received = await sendRaw(
    server,
    ...register("Transfer-Encoding: chunked", "", ...chunk, "0", "", ""),
  );
  expectProblem(onlyAnswer(received), code);
});

it("what was asked before on the connection is answered first, in full", async () => {
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

it("nothing is added to an answer that is out", async () => {
  const socket = await openRaw(server, ...register("Transfer-Encoding: chunked", "", "41000", ""));
  socket.write(" ".repeat(0x41000));
  const [answer] = (await once(socket, "data")) as [Buffer];
  socket.write("\r\nno size\r\n");
  expectProblem(onlyAnswer(answer.toString() + (await text(socket))), "payload-too-large");
});
