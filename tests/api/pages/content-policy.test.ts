import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../support/call";
import { execute } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import { callRaw } from "../../support/open-request";
import { publish } from "../../support/posts";
import { signUp } from "../../support/users";

// Pages from memory have another policy: stored-page-policy.test.ts.
const env = { PAGE_CACHE: "off" };
const server = provideOwnInkwell({ env });
const broken = provideOwnInkwell({ env, mayLogErrors: true });

beforeAll(async () => {
  await publish(server, await signUp(server));
  await execute(broken, "ALTER TABLE posts RENAME TO elsewhere");
});

/** Directives that every page has: no framing, no base URL, forms only to this site. */
const FIXED = ["default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"];
/** 16 bytes in base64. */
const NONCE = /'nonce-([A-Za-z0-9+/]{22}==)'/g;

/** Returns the only nonce of the policy of a response. */
function nonceOf({ headers }: Answer): string {
  const policy = headers["content-security-policy"] ?? "";
  const nonces = new Set([...policy.matchAll(NONCE)].map(([, nonce]) => nonce ?? ""));
  expect([...nonces], policy).toHaveLength(1);
  expect(policy).toContain("'strict-dynamic'");
  expect(policy).not.toMatch(/unsafe-(?:inline|eval)|report-only/);
  expect(policy.split("; ")).toEqual(expect.arrayContaining(FIXED));
  return [...nonces][0] ?? "";
}

const sha256 = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Expects that the policy allows every script by nonce or hash, and that the markup has no inline style or handler. */
function expectNonced(answer: Answer): void {
  const nonce = nonceOf(answer);
  const policy = answer.headers["content-security-policy"] ?? "";
  const scripts = [...answer.text.matchAll(/<script\b([^>]*)>([^]*?)<\/script>/g)];
  const foreign = scripts.filter(
    ([, attributes = "", text = ""]) =>
      !attributes.includes(` nonce="${nonce}"`) &&
      !/ type="application\/(?:ld\+)?json"/.test(attributes) &&
      !(attributes === "" && policy.includes(sha256(text))),
  );
  expect(foreign.map(([script]) => script)).toEqual([]);
  expect(scripts.length - foreign.length).toBeGreaterThan(5);
  const markup = answer.text.replace(/(<script\b[^>]*>)[^]*?<\/script>/g, "$1");
  expect(markup.match(/<style\b[^>]*>|<[^>]* (?:style|on\w+)=[^>]*>/g) ?? []).toEqual([]);
}

const PAGES: [string, number][] = [
  ["/", 200],
  ["/?cursor=x", 404],
  ["/posts/1", 200],
  ["/posts/2000000000", 404],
  ["/users/1/posts", 200],
  ["/search", 200],
  ["/search?q=%3Cscript%3Espring()%3C%2Fscript%3E", 200],
  ["/search?q=post&cursor=x", 404],
  ["/login", 200],
  ["/login/", 200],
  ["/register?next=%2Faccount", 200],
  ["/forgot-password", 200],
  ["/reset-password", 200],
  ["/verify-email", 200],
  ["/undo-email-change", 200],
  ["/account", 200],
  ["/docs", 200],
  ["/docs/errors", 200],
  ["/_next/static/../../login", 200],
  ["/_next/static/%2e%2e/%2e%2e/login", 200],
  ["/api/../login", 200],
  ["/no-such-page", 404],
  ["/404", 404],
  ["/500", 404],
  ["/_not-found", 404],
  ["/_global-error", 404],
  ["/_error", 404],
  ["/apis", 404],
  ["/API/health", 404],
  ["/%61pi/health", 404],
  ["/api%2fhealth", 404],
  ["/_next/none.js", 404],
  ["/_next/data/none/index.json", 404],
  ["/icon.svg/none", 404],
  ["/favicon.ico", 404],
];

describe.each(PAGES)("the page %s", (path, status) => {
  it(`has status ${status} and the nonce of its policy on every script`, async () => {
    const answer = await callRaw(server, "GET", path);
    expect(answer).toMatchObject({ status, headers: { "content-type": "text/html; charset=utf-8" } });
    expectNonced(answer);
  });
});

it("an error page has the nonce on every script and reveals no internals", async () => {
  const answer = await callRaw(broken, "GET", "/");
  expect(answer.status).toBe(500);
  expectNonced(answer);
  expect(answer.text).not.toMatch(/prisma|sqlite|no such table| at |\.next\//i);
});

it("every response has its own nonce, including page data and errors", async () => {
  const targets = PAGES.map(([path]) => path);
  const nonces: string[] = [];
  for (const target of [...targets, ...targets]) {
    nonces.push(nonceOf(await callRaw(server, "GET", target)));
    nonces.push(nonceOf(await callRaw(server, "GET", target, { RSC: "1" })));
    nonces.push(nonceOf(await callRaw(server, "HEAD", target)));
  }
  expect(new Set(nonces).size).toBe(nonces.length);
});

/** Headers that change the way Next handles a request, or did before fixes. */
const WAYS: Record<string, string>[] = [
  {},
  { "Next-Router-Prefetch": "1", Purpose: "prefetch" },
  { "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": "/_tree" },
  { "Next-Action": "x" },
  { "Next-Resume": "1" },
  { "X-Nextjs-Data": "1" },
  { "X-Prerender-Revalidate": "1" },
  { "X-Middleware-Prefetch": "1" },
  ...["middleware", "proxy", "src/middleware", "src/proxy"].map((name) => ({
    "X-Middleware-Subrequest": Array(5).fill(name).join(":"),
  })),
  { "X-Middleware-Next": "1" },
  { "X-Middleware-Override-Headers": "content-security-policy" },
  { "X-Invoke-Path": "/login" },
];

describe.each(WAYS)("a client that sends %j", (way) => {
  it.each(["/", "/login", "/no-such-page", "/login?nxtPnonce=1"])(
    "cannot choose the nonce of %s",
    async (path) => {
      const policy = "script-src 'nonce-RVZJTA=='";
      const evil = {
        "Content-Security-Policy": policy,
        "Content-Security-Policy-Report-Only": policy,
        "X-Nonce": "RVZJTA==",
        "X-Middleware-Request-X-Nonce": "RVZJTA==",
        "X-Middleware-Request-Content-Security-Policy": policy,
      };
      const answer = await callRaw(server, "GET", path, { ...evil, ...way });
      expect(answer.status).toBeLessThan(500);
      expect(JSON.stringify(answer)).not.toContain("RVZJTA");
      nonceOf(answer);
      if (answer.headers["content-type"]?.startsWith("text/html") && answer.text !== "") expectNonced(answer);
    },
  );
});

it.each([
  "/api",
  "/api/nothing",
  "/api/posts/1",
  "/api/openapi.json",
  "/icon.svg",
  "/images/initials-90-41.svg",
  "/images/none.webp",
  "/_next/static/none.js",
  "/_next/static/chunks/",
  "/_next/static/login",
  "/_next/static/%2e%2e%2f%2e%2e%2flogin",
])("%s has no page policy, is not a page, and repeats no nonce", async (path) => {
  for (const way of WAYS) {
    const policy = "script-src 'nonce-RVZJTA=='";
    const headers = { Accept: "text/html", "Content-Security-Policy": policy, ...way };
    const answer = await callRaw(server, "GET", path, headers);
    expect(answer.headers["content-type"] ?? "").not.toMatch(/html|x-component/);
    expect(JSON.stringify(answer)).not.toContain("RVZJTA");
  }
});

it("page data has a content policy", async () => {
  for (const prefetch of [
    {},
    { "Next-Router-Prefetch": "1" },
    { "Next-Router-Segment-Prefetch": "/_tree" },
  ]) {
    const headers = { RSC: "1", ...prefetch };
    const { headers: redirect } = await callRaw(server, "GET", "/login", headers);
    const answer = await callRaw(server, "GET", redirect["location"] ?? "", headers);
    expect(answer).toMatchObject({ status: 200, headers: { "content-type": "text/x-component" } });
    nonceOf(answer);
  }
});
