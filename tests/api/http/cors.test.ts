import { describe, expect, it } from "vitest";
import { ALLOWED, APP, receive, send, type Received } from "../../support/cors";
import { provideOwnInkwell } from "../../support/inkwell";
import { readAnswers, sendRaw } from "../../support/raw-request";
import { newUser } from "../../support/users";

const OTHER_APP = "http://localhost:5173";
const env = { CORS_ALLOWED_ORIGINS: `${APP}, ${OTHER_APP}` };
const server = provideOwnInkwell({ env });
const limited = provideOwnInkwell({
  env: { ...env, RATE_LIMITS: "on", RATE_LIMIT_REGISTRATIONS_PER_ADDRESS: "1" },
});

async function sendLines(...lines: string[]): Promise<Received> {
  const received = await sendRaw(server, ...lines);
  const fields = [...(received.split("\r\n\r\n")[0] ?? "").matchAll(/^([^:\r\n]+): *(.*)\r?$/gm)];
  const headers = fields.map(([, name = "", value = ""]): [string, string] => [name.toLowerCase(), value]);
  return receive(readAnswers(received)[0]?.status ?? 0, headers);
}

/** Requests from the page of an origin, by the status of the response. */
const REQUESTS: [number, string, (Origin: string) => Promise<Received>][] = [
  [200, "a read", (Origin) => send(server, "/api/posts", { headers: { Origin } })],
  [200, "HEAD", (Origin) => send(server, "/api/posts", { method: "HEAD", headers: { Origin } })],
  [400, "a body that is not JSON", (Origin) => post({ Origin, "Content-Type": "application/json" }, "{")],
  [
    400,
    "two Host headers",
    (Origin) => sendLines("GET /api/posts HTTP/1.1", "Host: x", "Host: y", `Origin: ${Origin}`, "", ""),
  ],
  [401, "a missing token", (Origin) => send(server, "/api/users/me", { headers: { Origin } })],
  [
    401,
    "an invalid token",
    (Origin) => send(server, "/api/users/me", { headers: { Origin, Authorization: "Bearer x" } }),
  ],
  [404, "an unknown post", (Origin) => send(server, "/api/posts/4000", { headers: { Origin } })],
  [404, "an unknown path", (Origin) => send(server, "/api/nothing", { headers: { Origin } })],
  [
    405,
    "a method without a handler",
    (Origin) => send(server, "/api/posts", { method: "DELETE", headers: { Origin } }),
  ],
  [
    413,
    "a body that is too long",
    (Origin) => post({ Origin, "Content-Type": "application/json" }, " ".repeat(300_000)),
  ],
  [
    413,
    "an endless chunk extension",
    (Origin) =>
      sendLines(
        "POST /api/users HTTP/1.1",
        "Host: x",
        `Origin: ${Origin}`,
        "Content-Type: application/json",
        "Transfer-Encoding: chunked",
        "",
        `2;${"x".repeat(20_000)}`,
      ),
  ],
  [415, "an unknown media type", (Origin) => post({ Origin, "Content-Type": "text/plain" }, "x")],
  [422, "an invalid id", (Origin) => send(server, "/api/posts/x", { headers: { Origin } })],
  [429, "too many registrations", (Origin) => registerTwice(Origin)],
  [503, "too many logins at once", (Origin) => logInAtOnce(Origin)],
];

async function post(headers: Record<string, string>, body: string, to = server): Promise<Received> {
  return send(to, "/api/users", { method: "POST", headers, body });
}

async function registerTwice(Origin: string): Promise<Received> {
  const headers = { Origin, "Content-Type": "application/json" };
  await post(headers, JSON.stringify(newUser()), limited);
  return post(headers, JSON.stringify(newUser()), limited);
}

/** Sends more logins than the server accepts at once, and returns the response to a rejected one. */
async function logInAtOnce(Origin: string): Promise<Received> {
  const { email, password } = newUser();
  const body = String(new URLSearchParams({ username: email, password }));
  const headers = { Origin, "Content-Type": "application/x-www-form-urlencoded" };
  const login = () => send(server, "/api/users/token", { method: "POST", headers, body });
  const answers = await Promise.all(Array.from({ length: 60 }, login));
  return answers.find(({ status }) => status === 503) ?? expect.unreachable("no login was rejected");
}

describe.each(REQUESTS)("a response with %i to %s", (status, _what, ask) => {
  it("may be read by the pages of a listed origin only, without credentials", async () => {
    const allowed = await ask(APP);
    expect(allowed).toEqual({ status, vary: expect.arrayContaining(["Origin"]) as string[], cors: ALLOWED });
    for (const origin of ["https://evil.example", `${APP}.evil.example`, "http://app.example", "null"]) {
      const other = await ask(origin);
      expect(other).toEqual({ status, vary: expect.arrayContaining(["Origin"]) as string[], cors: {} });
      if (status >= 429) return; // one such request is enough, since each is slow
    }
  });
});

it("every listed origin is allowed by itself", async () => {
  const { cors } = await send(server, "/api/posts", { headers: { Origin: OTHER_APP } });
  expect(cors).toEqual({ ...ALLOWED, "access-control-allow-origin": OTHER_APP });
});

it("a response to a program without an origin varies with the origin as well", async () => {
  const { vary, cors } = await send(server, "/api/posts");
  expect([vary.includes("Origin"), cors]).toEqual([true, {}]);
});

it("a request that cannot be parsed gets no CORS headers, since its origin is unknown", async () => {
  const headers = [`Origin: ${APP}`, `X: ${"x".repeat(20_000)}`];
  const { status, vary, cors } = await sendLines("GET /api/posts HTTP/1.1", "Host: x", ...headers, "", "");
  expect({ status, vary, cors }).toEqual({ status: 431, vary: ["Origin"], cors: {} });
});

it.each(["/", "/login", "/images/initials-90-41.svg"])(
  "pages of a listed origin cannot read %s",
  async (path) => {
    for (const method of ["GET", "PUT"])
      expect((await send(server, path, { method, headers: { Origin: APP } })).cors).toEqual({});
  },
);
