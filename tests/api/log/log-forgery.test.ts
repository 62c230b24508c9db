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
/** Line breaks of every kind, colors, cursor movements, and the byte that some terminals take for an escape. */
const HOSTILE = `x\r\n${FORGED}\n\r${FORGED}\u2028${FORGED}\u0085\u001b[2K\u001b[1A\u001b[31m\u009b31m\b\u0000\u007f`;

/** Sends raw lines and returns the status of the response. */
async function sendRaw(...lines: string[]): Promise<number> {
  const socket = connect(server.port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"));
  return Number((await text(socket)).split(" ")[1]);
}

it.each([
  ["a username", () => call(server, "POST", "/api/users", { json: newUser({ username: HOSTILE }) }), 422],
  [
    "an email",
    () => call(server, "POST", "/api/users", { json: newUser({ email: `${HOSTILE}@b.co` }) }),
    422,
  ],
  ["the email of a login", () => logIn(HOSTILE), 401],
  ["a very long email of a login", () => logIn("x".repeat(100_000)), 401],
  ["a post", () => publishHostile(), 201],
  [
    "a path",
    () => call(server, "DELETE", `/api/posts/${encodeURIComponent(HOSTILE)}`, { token: author.token }),
    422,
  ],
  ["a long path", () => call(server, "GET", `/api/${"a".repeat(10_000)}`), 404],
] as const)("cannot forge a log line with %s", async (_what, send, status) => {
  expect((await send()).status).toBe(status);
  expectGenuineLog();
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

// Control characters that Node accepts, and messages that Next itself logs about headers, actions and images.
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
    "the URL of an image",
    [
      `GET /_next/image?w=64&q=75&url=%2Fa%0a${encodeURIComponent(FORGED)} HTTP/1.1`,
      "Host: x",
      "Connection: close",
    ],
    404,
  ],
])("cannot forge a log line with %s in a raw request", async (_what, lines, status) => {
  expect(await sendRaw(...lines)).toBe(status);
  expectGenuineLog();
});

/** Expects that Inkwell wrote every line since the start, and that none moves a terminal's cursor. */
function expectGenuineLog(): void {
  const started = server.output().indexOf('{"level":"info"');
  const lines = server.output().slice(started).trimEnd().split("\n");
  const others = lines.filter((line) => !line.startsWith("{"));
  expect(others).toEqual([`Inkwell is at http://127.0.0.1:${server.port}`]);
  expect(readLog(server).filter(({ event }) => event === "forged")).toEqual([]);
  expect(server.output().slice(started)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028]/);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(10_000);
}
