import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { beforeAll, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideOwnInkwell } from "../../support/inkwell";
import { readLog } from "../../support/log";
import { newUser, PASSWORD, signUp, type Author } from "../../support/users";

const server = provideOwnInkwell();
let author: Author;

beforeAll(async () => {
  author = await signUp(server);
});

const FORGED = '{"level":"info","event":"forged"}';
/** Line breaks of every kind, colours, a cursor that climbs, and the byte that some terminals take for an escape. */
const HOSTILE = `x\r\n${FORGED}\n\r${FORGED}\u2028${FORGED}\u0085\u001b[2K\u001b[1A\u001b[31m\u009b31m\b\u0000\u007f`;

/** Sends bytes as they stand, and gives the status of what comes back. */
async function sendRaw(...lines: string[]): Promise<number> {
  const socket = connect(server.port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"));
  return Number((await text(socket)).split(" ")[1]);
}

it.each([
  ["a username", () => call(server, "POST", "/api/users", { json: newUser({ username: HOSTILE }) }), 422],
  [
    "an e-mail",
    () => call(server, "POST", "/api/users", { json: newUser({ email: `${HOSTILE}@b.co` }) }),
    422,
  ],
  ["the e-mail of a log-in", () => logIn(HOSTILE), 401],
  ["a very long one", () => logIn("x".repeat(100_000)), 401],
  ["a post", () => publishHostile(), 201],
  [
    "a path",
    () => call(server, "DELETE", `/api/posts/${encodeURIComponent(HOSTILE)}`, { token: author.token }),
    422,
  ],
  ["a long path", () => call(server, "GET", `/api/${"a".repeat(10_000)}`), 404],
] as const)("%s writes no line of its own", async (_what, send, status) => {
  expect((await send()).status).toBe(status);
  expectHonestLog();
});

function logIn(username: string) {
  return call(server, "POST", "/api/users/token", { form: { username, password: PASSWORD } });
}

function publishHostile() {
  return call(server, "POST", "/api/posts", {
    token: author.token,
    json: { title: "Title", content: HOSTILE.replaceAll("\u0000", "") },
  });
}

// What Node lets through of control characters, and what Next says of headers, actions and images on its own.
it.each([
  ["a header", ["GET /api/posts HTTP/1.1", "Host: x", "User-Agent: a\u009b31m", "Connection: close"], 200],
  ["a header with an escape", ["GET / HTTP/1.1", "Host: x", "User-Agent: a\u001b[31m"], 400],
  ["a folded header", ["GET / HTTP/1.1", "Host: x", "X: a", ` ${FORGED}`], 400],
  ["a path of raw bytes", [`GET /\u009b31m HTTP/1.1`, "Host: x", "Connection: close"], 400],
  [
    "a line break in the path",
    [`GET /%0a${encodeURIComponent(FORGED)} HTTP/1.1`, "Host: x", "Connection: close"],
    404,
  ],
  [
    "the name of a Server Action",
    [
      "POST /login HTTP/1.1",
      "Host: x",
      `Next-Action: \u009b31m${FORGED}`,
      "Content-Length: 0",
      "Connection: close",
    ],
    400,
  ],
  [
    "the address of an image",
    [
      `GET /_next/image?w=64&q=75&url=%2Fa%0a${encodeURIComponent(FORGED)} HTTP/1.1`,
      "Host: x",
      "Connection: close",
    ],
    404,
  ],
])("%s writes no line of its own", async (_what, lines, status) => {
  expect(await sendRaw(...lines)).toBe(status);
  expectHonestLog();
});

/** Every line since the start is one that Inkwell wrote, whole, and nothing in it moves a terminal's cursor. */
function expectHonestLog(): void {
  const started = server.output().indexOf('{"level":"info"');
  const lines = server.output().slice(started).trimEnd().split("\n");
  const others = lines.filter((line) => !line.startsWith("{"));
  expect(others).toEqual([`Inkwell is at http://127.0.0.1:${server.port}`]);
  expect(readLog(server).filter(({ event }) => event === "forged")).toEqual([]);
  expect(server.output().slice(started)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028]/);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(10_000);
}
