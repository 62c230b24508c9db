import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { beforeAll, describe, expect, it } from "vitest";
import { call, type Answer } from "../../support/call";
import { execute } from "../../support/database";
import { provideInkwell, provideOwnInkwell } from "../../support/inkwell";
import { callRaw } from "../../support/open-request";
import { publish } from "../../support/posts";
import { API_HEADERS, SECURITY_HEADERS } from "../../support/security-headers";
import { signUp } from "../../support/users";

const BEHIND_PROXY = { TRUSTED_PROXY_HOPS: "1" };
const server = provideOwnInkwell({ env: BEHIND_PROXY });
const broken = provideOwnInkwell({ env: BEHIND_PROXY, mayLogErrors: true });
const direct = provideInkwell();
let script: string;

beforeAll(async () => {
  const author = await signUp(server);
  await publish(server, author);
  const { text: html } = await call(server, "GET", "/");
  script = /src="(\/_next\/static\/[^"]+\.js)[?"]/.exec(html)?.[1] ?? "";
  // A real internal error: the table is missing.
  await execute(broken, "ALTER TABLE posts RENAME TO elsewhere");
});

const RSC = { RSC: "1" };
const PREFETCH = { RSC: "1", "Next-Router-Prefetch": "1", Purpose: "prefetch" };
type Send = (headers?: Record<string, string>) => Promise<Answer>;
const get =
  (target: string, own = {}): Send =>
  (headers) =>
    callRaw(server, "GET", target, { ...own, ...headers });
const send =
  (method: string, target: string): Send =>
  (headers) =>
    callRaw(server, method, target, headers);

const PAGES: [string, number, Send][] = [
  ["the front page", 200, get("/")],
  ["a post", 200, get("/posts/1")],
  ["a page of one form", 200, get("/account")],
  ["a search", 200, get("/search?q=post")],
  ["the API documentation", 200, get("/docs")],
  ["a page with a slash at its end", 200, get("/login/")],
  ["a page in absolute form", 200, get("http://evil.example/login")],
  ["a page after two slashes", 200, get("//login")],
  ["HEAD of a page", 200, send("HEAD", "/login")],
  ["data of a page", 200, get("/login?_rsc", RSC)],
  ["an unknown page", 404, get("/no-such-page")],
  ["an unknown post", 404, get("/posts/4000")],
  ["an unknown page with a stray percent sign", 404, get("/%ff")],
  ["an unknown file of Next", 404, get("/_next/none.js")],
  ["HEAD of an unknown page", 404, send("HEAD", "/no-such-page")],
  ["a redirect", 307, get("/login", RSC)],
  ["a redirect of a prefetch", 307, get("/login", PREFETCH)],
  ["a page that failed", 500, (headers) => callRaw(broken, "GET", "/", headers)],
];

const FILES: [string, number, Send][] = [
  ["a script", 200, (headers) => callRaw(server, "GET", script, headers)],
  ["HEAD of a script", 200, (headers) => callRaw(server, "HEAD", script, headers)],
  ["a script that the browser has cached", 304, (headers) => revalidate(script, headers)],
  ["an image", 200, get("/images/initials-90-41.svg")],
  ["an unknown image", 404, get("/images/none.png")],
  ["the icon", 200, get("/icon.svg")],
  ["an unknown script", 404, get("/_next/static/none.js")],
];

const REJECTIONS: [string, number, Send][] = [
  [
    "a Server Action",
    400,
    (headers) => callRaw(server, "POST", "/login", { "Next-Action": "x", ...headers }),
  ],
  ["a disallowed method of a page", 405, send("PUT", "/login")],
  ["a disallowed method of a file", 405, send("DELETE", "/icon.svg")],
];

const API_RESPONSES: [string, number, Send][] = [
  ["a response of the API", 200, get("/api/health")],
  ["HEAD of the API", 200, send("HEAD", "/api/health")],
  ["a response without content", 204, send("OPTIONS", "/api/users")],
  ["no credentials", 401, get("/api/users/me")],
  ["an unknown path of the API", 404, get("/api/nothing")],
  ["the root of the API", 404, get("/api")],
  ["a disallowed method of the API", 405, send("DELETE", "/api/users")],
  ["an unknown method of the API", 405, send("TRACE", "/api/users")],
  [
    "an unknown media type",
    415,
    (headers) => call(server, "POST", "/api/users", { body: "x", ...(headers && { headers }) }),
  ],
  ["an invalid path parameter", 422, get("/api/users/x")],
  ["an internal error", 500, (headers) => callRaw(broken, "GET", "/api/posts", headers)],
];

async function revalidate(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const { etag = "" } = await callRaw(server, "GET", path, headers);
  return callRaw(server, "GET", path, { ...headers, "If-None-Match": etag });
}

/** The policy of a page; content-policy.test.ts and stored-page-policy.test.ts check its contents. */
const PAGE_POLICY = {
  "content-security-policy": expect.stringMatching(/^default-src 'none'; script-src '(?:nonce-|self')/),
};

describe.each([
  ...PAGES.map((row) => [...row, { ...SECURITY_HEADERS, ...PAGE_POLICY }] as const),
  ...FILES.map((row) => [...row, SECURITY_HEADERS] as const),
  ...[...REJECTIONS, ...API_RESPONSES].map((row) => [...row, API_HEADERS] as const),
])("%s (%i)", (_what, status, ask, expected) => {
  it("has the security headers, but neither HSTS nor the name of Next", async () => {
    const { status: actual, headers } = await ask();
    expect({ status: actual, ...headers }).toMatchObject({ status, ...expected });
    expect(headers).not.toHaveProperty("strict-transport-security");
    expect(headers).not.toHaveProperty("x-powered-by");
  });

  it("has HSTS when the client asked the proxy over https", async () => {
    const { headers } = await ask({ "X-Forwarded-Proto": "https" });
    expect(headers).toMatchObject({ ...expected, "strict-transport-security": "max-age=63072000" });
  });
});

it.each([
  ["https, http", true],
  ["https,https", true],
  ["http, https", false],
  ["http", false],
  ["httpsx", false],
])("sets HSTS by the first of several protocols in X-Forwarded-Proto: %s", async (protocols, isBound) => {
  const { headers } = await callRaw(server, "GET", "/login", { "X-Forwarded-Proto": protocols });
  expect("strict-transport-security" in headers).toBe(isBound);
});

it.each(["/login", "/icon.svg", "/api/health", "/api/nothing"])(
  "sets no HSTS at %s for X-Forwarded-Proto without a trusted proxy",
  async (path) => {
    const { headers } = await callRaw(direct, "GET", path, { "X-Forwarded-Proto": "https" });
    expect(headers).not.toHaveProperty("strict-transport-security");
  },
);

it.each(["/reset-password", "/verify-email", "/undo-email-change"])(
  "lets %s, which a link with a token opens, send no Referer and into no index",
  async (path) => {
    for (const target of [path, `${path}/`, `${path}?x=1`]) {
      const { headers, text: html } = await callRaw(server, "GET", target);
      expect(headers).toMatchObject({ ...SECURITY_HEADERS, "referrer-policy": "no-referrer" });
      expect(html).toContain('<meta name="robots" content="noindex"/>');
    }
  },
);

describe("a response by Node to an invalid request", () => {
  it.each([
    ["garbage", "no request\r\n\r\n", 400],
    [
      "an unknown transfer coding",
      "POST /api/users HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n",
      400,
    ],
    ["a request without Host", "GET / HTTP/1.1\r\n\r\n", 400],
    ["two lengths", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400],
    ["headers too long", `GET / HTTP/1.1\r\nHost: x\r\nX: ${"x".repeat(20_000)}\r\n\r\n`, 431],
  ])("has the security headers: %s", async (_what, request, status) => {
    const socket = connect(server.port, "127.0.0.1");
    await once(socket, "connect");
    socket.write(request);
    const [head = ""] = (await text(socket)).split("\r\n\r\n");
    const [line = "", ...rest] = head.split("\r\n");
    expect(line).toMatch(new RegExp(`^HTTP/1.1 ${status} \\w`));
    const headers = rest.map((header) => /^([^:]+): (.*)$/.exec(header)?.slice(1) ?? []);
    expect(
      Object.fromEntries(headers.map(([name = "", value]) => [name.toLowerCase(), value])),
    ).toMatchObject({ ...SECURITY_HEADERS, connection: "close" });
  });

  it("is not sent where the response to an earlier request belongs", async () => {
    const socket = connect(server.port, "127.0.0.1");
    await once(socket, "connect");
    // Pipelined: the second request is invalid, and the first is still in progress.
    socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\nno request\r\n\r\n");
    expect(await text(socket)).not.toMatch(/^.*HTTP\/1\.1 400/);
  });
});
