import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { callRaw } from "../../support/open-request";
import { publish, type TestPost } from "../../support/posts";
import { expectProblem } from "../../support/problems";
import { ROOT } from "../../support/process";
import { signUp, type Author } from "../../support/users";

// Attempts from outside at known holes of Next and React. SECURITY.md names the advisories.

const server = provideInkwell();
let author: Author;
let post: TestPost;
let pages: string[];

beforeAll(async () => {
  author = await signUp(server);
  post = await publish(server, author);
  pages = [
    "/",
    "/login",
    "/search",
    "/account",
    `/posts/${post.id}`,
    `/users/${author.id}/posts`,
    "/nothing",
  ];
});

/** Fetches a page and returns what tells whether it changed: status, caching, redirect, type and title. */
async function getPage(path: string, headers: Record<string, string> = {}, init: RequestInit = {}) {
  const response = await fetch(server.url + path, { ...init, headers, redirect: "manual" });
  const { status } = response;
  const [cacheControl, location, type] = ["cache-control", "location", "content-type"].map((name) =>
    response.headers.get(name),
  );
  // Next numbers its parts and chooses its nonces anew for each response.
  const title = /<title>.*?<\/title>/.exec(await response.text())?.[0];
  return { status, cacheControl, location, type, title };
}

describe("internal headers of Next", () => {
  it.each([
    ["x-middleware-subrequest", "proxy:proxy:proxy:proxy:proxy"],
    ["x-middleware-subrequest", "middleware:middleware:middleware:middleware:middleware"],
    ["x-middleware-subrequest", "src/middleware:src/middleware:src/middleware:src/middleware"],
    ["x-middleware-subrequest-id", "1"],
    ["x-middleware-rewrite", "/account"],
    ["x-middleware-next", "1"],
    ["x-middleware-prefetch", "1"],
    ["x-middleware-set-cookie", "a=b"],
    ["x-middleware-override-headers", "authorization"],
    ["x-invoke-path", "/account"],
    ["x-invoke-status", "500"],
    ["x-invoke-error", "{}"],
    ["x-matched-path", "/api/users/me"],
    ["x-now-route-matches", "1=2"],
    ["x-nextjs-data", "1"],
    ["x-nextjs-html-request-id", "1"],
    ["x-prerender-revalidate", "1"],
    ["next-resume", "1"],
    ["x-original-url", "/account"],
    ["x-rewrite-url", "/account"],
    ["x-http-method-override", "DELETE"],
  ])("change no page (%s: %s)", async (name, value) => {
    for (const page of pages) expect(await getPage(page, { [name]: value })).toEqual(await getPage(page));
  });

  it("open no endpoint that requires a token", async () => {
    const before = await call(server, "GET", "/api/users/me");
    for (const [name, value] of [
      ["x-middleware-subrequest", "proxy:proxy:proxy:proxy:proxy"],
      ["x-matched-path", "/api/users/[id]"],
      ["x-now-route-matches", `1=${author.id}`],
      ["x-nextjs-data", "1"],
      ["x-middleware-prefetch", "1"],
      ["Next-Action", "x"],
    ] as const) {
      const answer = await call(server, "GET", "/api/users/me", { headers: { [name]: value } });
      expect({ ...answer, requestId: "", text: "", body: "" }).toEqual({
        ...before,
        requestId: "",
        text: "",
        body: "",
      });
      expectProblem(answer, "not-authenticated");
    }
  });

  it.each(["", ".rsc", ".json", ".segments/_tree.segment.rsc", "?nxtPid=1", "?__nextDataReq=1"])(
    "do not reveal private data at a path with %j",
    async (suffix) => {
      for (const path of [`/account${suffix}`, `/_next/data/x/account${suffix}`, `/api/users/me${suffix}`]) {
        const headers = { RSC: "1", "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": "/_tree" };
        const response = await fetch(server.url + path, { headers });
        expect(response.status).toBeLessThan(500);
        expect(await response.text()).not.toContain(author.email);
      }
    },
  );
});

describe("shared caches", () => {
  it.each([
    { RSC: "1" },
    { RSC: "1", "Next-Router-Prefetch": "1" },
    { RSC: "1", "Next-Router-State-Tree": "garbage" },
    { "x-now-route-matches": "1=2", "x-matched-path": "/" },
    { "x-nextjs-data": "1" },
    { "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "javascript", "X-Forwarded-Port": "1" },
    { Forwarded: "host=evil.example;proto=http" },
  ])("store no page that was requested with %j", async (headers) => {
    for (const page of ["/", `/posts/${post.id}`, `/users/${author.id}/posts`]) {
      const response = await fetch(server.url + page, { headers, redirect: "manual" });
      expect(response.status).toBeLessThan(500);
      if (response.status === 200)
        expect(response.headers.get("cache-control")).toMatch(/^private, no-cache\b/);
      // A redirect leads to the same page, whatever host the client claims.
      const location = new URL(response.headers.get("location") ?? page, server.url);
      expect([location.origin, location.pathname]).toEqual([server.url, page]);
      // Neither the headers nor the page name the claimed host.
      const received = JSON.stringify([...response.headers]) + (await response.text());
      expect(received).not.toMatch(/evil\.example|javascript:\/\//);
    }
  });
});

describe("a Server Action", () => {
  const HOSTILE = JSON.stringify({
    then: "$1:__proto__:then",
    status: "resolved_model",
    reason: -1,
    value: '{"then":"$B1337"}',
    _response: { _prefix: "throw 1;", _chunks: "$Q2", _formData: { get: "$1:constructor:constructor" } },
  });
  const toForm = (...fields: [string, string][]) => {
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    return form;
  };
  const REJECTED = { code: "invalid-request", detail: "Pages do not accept this request." };
  const NAME = "0123456789abcdef0123456789abcdef0123456789";

  it.each<[string, Record<string, string>, BodyInit]>([
    ["by name", { "Next-Action": NAME }, "[]"],
    ["with an invalid name", { "Next-Action": "x" }, "[]"],
    ["in the fields of a plain form", { "Next-Action": NAME }, new URLSearchParams({ a: "b" })],
    ["whose body refers to prototypes", { "Next-Action": NAME }, toForm(["0", HOSTILE], ["1", '"$@0"'])],
    ["whose body refers to itself", { "Next-Action": NAME }, toForm(["0", '"$K0"'], ["1", '["$0","$0"]'])],
    ["deeply nested", { "Next-Action": NAME }, "[".repeat(200_000)],
    ["as a plain form", {}, toForm([`$ACTION_ID_${NAME}`, ""])],
    ["by reference", {}, toForm(["$ACTION_REF_1", ""], ["$ACTION_1:0", `{"id":"${NAME}","bound":"$@1"}`])],
    ["from another origin", { "Next-Action": NAME, Origin: "http://evil.example" }, toForm(["0", "[]"])],
    ["from an invalid origin", { "Next-Action": NAME, Origin: "not an origin" }, "[]"],
    ["in a form without a boundary", { "Content-Type": "multipart/form-data" }, "garbage"],
  ])("called %s is rejected on every page without being read", async (_what, headers, body) => {
    for (const page of pages) {
      const response = await fetch(server.url + page, { method: "POST", headers, body });
      expect([response.status, await response.json()]).toMatchObject([400, REJECTED]);
    }
  });

  it.each(["/api/../login", "/api/%2e%2e/", "/api/health/../../account"])(
    "called at the page path %s is rejected",
    async (target) => {
      const answer = await callRaw(server, "POST", target, { "Next-Action": NAME });
      expectProblem(answer, "invalid-request", { detail: REJECTED.detail });
    },
  );

  it("does not exist in the build", () => {
    const manifest = path.join(ROOT, ".next/server/server-reference-manifest.json");
    const { node, edge } = JSON.parse(readFileSync(manifest, "utf8")) as Record<string, unknown>;
    expect({ node, edge }).toEqual({ node: {}, edge: {} });
  });

  it("is not called by a request to the API", async () => {
    const answer = await call(server, "POST", "/api/posts", { headers: { "Next-Action": NAME }, json: {} });
    expectProblem(answer, "not-authenticated");
  });
});

it.each([
  "/_next/image?w=64&q=75&url=http%3A%2F%2F127.0.0.1%3A1%2F",
  "/_next/image?w=64&q=75&url=%2F%2Fevil.example%2Fa.png",
  "/_next/image?w=64&q=75&url=%2Fapi%2Fusers%2F1",
  "/_next/image?w=64&q=75&url=%2Ficon.svg",
  "/_next/mcp",
  "/_next/webpack-hmr",
  "/__nextjs_original-stack-frames",
  "/_next/static/../../package.json",
])("%s responds with 404", async (path) => {
  expect((await fetch(server.url + path)).status).toBe(404);
});
