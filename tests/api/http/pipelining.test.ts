import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { readUserRows } from "../../support/database";
import { openRaw, readAnswers, sendRaw } from "../../support/raw-request";
import { newUser } from "../../support/users";

const server = provideInkwell();

const get = (path: string, ...fields: string[]) => [`GET ${path} HTTP/1.1`, "Host: x", ...fields, "", ""];
const inOneChunk = (...requests: string[][]) => requests.map((lines) => lines.join("\r\n")).join("");
const LAST = "Connection: close";

it("responds to pipelined requests of every kind in order", async () => {
  const body = JSON.stringify(newUser());
  const post = (...fields: string[]) => [
    "POST /api/users HTTP/1.1",
    "Host: x",
    "Content-Type: application/json",
    ...fields,
    "",
    body,
  ];
  const received = await sendRaw(
    server,
    inOneChunk(
      get("/api/users/me"),
      post(`Content-Length: ${body.length}`),
      get("/api/nothing"),
      post("Expect: 100-continue", `Content-Length: ${body.length}`),
      ["DELETE /api/users HTTP/1.1", "Host: x", "", ""],
      get("/", LAST),
    ),
  );
  const answers = readAnswers(received.replace("HTTP/1.1 100 Continue\r\n\r\n", ""));
  expect(answers.map(({ status }) => status)).toEqual([401, 201, 404, 409, 405, 200]);
  expect(received).toContain("HTTP/1.1 100 Continue\r\n\r\n");
});

it("closes the connection when too many requests wait, after responding to the first ones", async () => {
  const statuses = readAnswers(
    await sendRaw(server, inOneChunk(...Array.from({ length: 500 }, () => get("/api/health")))),
  );
  expect(statuses.length).toBeGreaterThan(10);
  expect(statuses.length).toBeLessThan(100);
  expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([200]));
});

it("responds to a request with Upgrade and closes the connection, so that no later request is lost silently", async () => {
  const upgrade = ["Connection: Upgrade", "Upgrade: h2c"];
  const received = await sendRaw(server, inOneChunk(get("/api/health", ...upgrade), get("/api/users/me")));
  expect(received).toMatch(/\r\nConnection: close\r\n/);
  expect(readAnswers(received).map(({ status }) => status)).toEqual([200]);
});

it("a waiting request of a disconnected client is not processed", async () => {
  const body = JSON.stringify(newUser());
  const register = ["POST /api/users HTTP/1.1", "Host: x", "Content-Type: application/json"];
  const requests = Array.from({ length: 10 }, () => get("/"));
  const socket = await openRaw(
    server,
    inOneChunk(...requests, [...register, `Content-Length: ${body.length}`, "", body]),
  );
  const email = (JSON.parse(body) as { email: string }).email;
  socket.once("data", () => socket.resetAndDestroy());
  await new Promise((resolve) => socket.once("close", resolve));
  expect((await fetch(server.url)).status).toBe(200);
  expect((await readUserRows(server)).map((row) => row.email)).not.toContain(email);
});
