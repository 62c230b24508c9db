import { beforeAll, describe, expect, it } from "vitest";
import { provideOwnInkwell } from "../../support/inkwell";
import { requestPage } from "../../support/page-response";
import { publish } from "../../support/posts";
import { SECURITY_HEADERS } from "../../support/security-headers";
import { signUp, type Author } from "../../support/users";

// Its own, because a write of another file between two requests would change the pages.
const server = provideOwnInkwell({ env: { TRUSTED_PROXY_HOPS: "1" } });
const uncached = provideOwnInkwell({ env: { PAGE_CACHE: "off" } });
let author: Author;

beforeAll(async () => {
  author = await signUp(server);
  await publish(server, author);
});

const PAGES = [
  "/",
  "/posts/1",
  "/users/1/posts",
  "/login",
  "/register",
  "/forgot-password",
  "/docs",
  "/docs/errors",
];

describe.each(PAGES)("the page %s", (page) => {
  it("contains nothing of the first client that asked for it", async () => {
    const first = await requestPage(server, page, {
      Authorization: "Bearer canary-of-a-client",
      Cookie: "canary=canary-of-a-client",
      Host: "canary-of-a-client.example",
      "User-Agent": "canary-of-a-client",
      "Accept-Language": "canary-of-a-client",
      Referer: "http://canary-of-a-client.example/",
    });
    expect(first.status).toBe(200);
    expect(first.text + JSON.stringify(first.headers)).not.toContain("canary-of-a-client");
  });

  it("has the same bytes and headers for everyone, whatever a client sends", async () => {
    const { headers: expected, body } = await requestPage(server, page);
    const WAYS: Record<string, string>[] = [
      { Authorization: `Bearer ${author.token}` },
      { Cookie: "inkwell_refresh=x; __prerender_bypass=x; theme=dark" },
      { Host: "evil.example" },
      { "X-Forwarded-Host": "evil.example", "X-Forwarded-Port": "81", "X-Forwarded-For": "192.0.2.1" },
      { "User-Agent": "Twitterbot/1.0" },
      { "User-Agent": "Googlebot", "Accept-Language": "de", Accept: "application/json" },
      { "Next-Router-Prefetch": "1", "Next-Url": "/evil", "Next-Router-State-Tree": "x" },
      { "Content-Security-Policy": "script-src 'nonce-RVZJTA=='" },
      { Purpose: "prefetch", "Sec-Purpose": "prefetch", "Cache-Control": "no-cache", Range: "bytes=0-1" },
    ];
    for (const way of WAYS) {
      const answer = await requestPage(server, page, way);
      expect([answer.status, answer.body.equals(body)], JSON.stringify(way)).toEqual([200, true]);
      expect({ ...answer.headers, date: "" }, JSON.stringify(way)).toEqual({ ...expected, date: "" });
    }
  });

  it("answers with 304 to the tag of its encoding, and to HEAD without a body", async () => {
    const plain = await requestPage(server, page);
    for (const encoding of ["identity", "gzip", "br"]) {
      const accept = { "Accept-Encoding": encoding };
      const whole = await requestPage(server, page, accept);
      expect(whole.text).toBe(plain.text);
      expect(whole.headers["content-encoding"] ?? "identity").toBe(encoding);
      expect(whole.headers).toMatchObject({
        ...SECURITY_HEADERS,
        "cache-control": "private, no-cache",
        "content-length": String(whole.body.length),
        vary: expect.stringMatching(/\brsc\b.*\bAccept-Encoding\b/),
      });
      const etag = whole.headers.etag ?? "";
      const known = await requestPage(server, page, { ...accept, "If-None-Match": `"x", ${etag}` });
      expect([known.status, known.body.length, known.headers.etag]).toEqual([304, 0, etag]);
      expect(known.headers["content-security-policy"]).toBe(whole.headers["content-security-policy"]);
      const head = await requestPage(server, page, accept, "HEAD");
      expect([head.status, head.body.length]).toEqual([200, 0]);
      expect({ ...head.headers, date: "" }).toEqual({ ...whole.headers, date: "" });
    }
    const [gzip, br] = await Promise.all(
      ["gzip", "br"].map((encoding) => requestPage(server, page, { "Accept-Encoding": encoding })),
    );
    const tags = [plain, gzip, br].map((answer) => answer?.headers.etag);
    expect(new Set(tags).size).toBe(3);
    const other = await requestPage(server, page, { "If-None-Match": gzip?.headers.etag ?? "" });
    expect(other.status).toBe(200);
  });

  it("tells browsers to use https only if they do", async () => {
    const HSTS = "strict-transport-security";
    expect((await requestPage(server, page, { "X-Forwarded-Proto": "https" })).headers).toHaveProperty(HSTS);
    expect((await requestPage(server, page)).headers).not.toHaveProperty(HSTS);
  });

  it("is rendered for each request, with a nonce and without a tag, if PAGE_CACHE is off", async () => {
    await publishFirst();
    const { headers } = await requestPage(uncached, page);
    expect(headers).not.toHaveProperty("etag");
    expect(headers["content-security-policy"]).toContain("'nonce-");
  });
});

/** Publishes the post with id 1, once. */
let published: Promise<unknown> | undefined;
async function publishFirst(): Promise<void> {
  published ??= signUp(uncached).then((first) => publish(uncached, first));
  await published;
}

it.each([
  "/?utm_source=x",
  "/posts/1?x=1",
  "/posts/01",
  "/login?next=%2Faccount",
  "/?cursor=x",
  "/posts/99",
  "/no-such-page",
  "/account",
  "/reset-password",
  "/verify-email",
  "/undo-email-change",
])("%s is not kept", async (target) => {
  expect((await requestPage(server, target)).headers).not.toHaveProperty("etag");
});

it("concurrent requests for a page that is not in memory get the same one", async () => {
  await publish(server, author);
  const answers = await Promise.all(Array.from({ length: 20 }, () => requestPage(server, "/posts/2")));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(200);
});
