import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { execute } from "../../support/database";
import { provideInkwell, provideOwnInkwell } from "../../support/inkwell";
import { requestPage, type PageResponse } from "../../support/page-response";
import { publish } from "../../support/posts";
import { signUp } from "../../support/users";

const server = provideInkwell();
const broken = provideOwnInkwell({ mayLogErrors: true });
let longPost: string;

beforeAll(async () => {
  const content = "A long text, with <script>alert(1)</script> in it. ".repeat(900);
  longPost = `/posts/${(await publish(server, await signUp(server), { content })).id}`;
  await execute(broken, "ALTER TABLE posts RENAME TO elsewhere");
});

const DIRECTIVES = {
  "default-src": "'none'",
  "img-src": "'self'",
  "font-src": "'self'",
  "connect-src": "'self'",
  "object-src": "'none'",
  "base-uri": "'none'",
  "form-action": "'self'",
  "frame-ancestors": "'none'",
};
/** The most that a proxy with the default settings of nginx takes for all headers together, less what the others need. */
const POLICY_MAX_LENGTH = 2_500;

/** Pages of errors do not contain it. */
const THEME_SCRIPT = "'sha256-RmTBeOfXKrlyuLNRwqfNDVgOMhrTayiIBUPSSmNV+BQ='";

const sha256 = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Expects that the policy allows the scripts of the page and no others, and that the markup has no inline style or handler. */
function expectAllowed({ headers, text: html }: PageResponse): void {
  const policy = String(headers["content-security-policy"]);
  const directives = Object.fromEntries(
    policy.split("; ").map((directive) => /^(\S+) (.*)$/.exec(directive)?.slice(1) as [string, string]),
  );
  expect(directives).toMatchObject(DIRECTIVES);
  expect(policy).not.toMatch(/unsafe|nonce|strict-dynamic|\*|http/);
  expect(policy.length).toBeLessThan(POLICY_MAX_LENGTH);

  const scripts = [...html.matchAll(/<script\b([^>]*)>([^]*?)<\/script>/g)];
  const files = scripts.filter(([, attributes]) => attributes?.includes(" src="));
  expect(files.length).toBeGreaterThan(3);
  for (const [, attributes] of files) expect(attributes).toMatch(/ src="\/_next\/static\/[^"]+"/);
  const isData = (attributes = "") => attributes.includes(' type="application/ld+json"');
  const inline = scripts.filter(([, attributes]) => !attributes?.includes(" src=") && !isData(attributes));
  const hashes = new Set(inline.map(([, , text = ""]) => sha256(text)));
  expect(hashes.size).toBeGreaterThan(1);
  expect(new Set(directives["script-src"]?.split(" "))).toEqual(new Set(["'self'", THEME_SCRIPT, ...hashes]));
  const markup = html.replace(/(<script\b[^>]*>)[^]*?<\/script>/g, "$1");
  expect(markup.match(/<style\b[^>]*>|<[^>]* (?:style|on\w+|nonce)=[^>]*>/g) ?? []).toEqual([]);
}

const PAGES: [string, number][] = [
  ["/", 200],
  ["/?cursor=x", 404],
  ["/posts/1", 200],
  ["/posts/2000000000", 404],
  ["/users/1/posts", 200],
  ["/login", 200],
  ["/register", 200],
  ["/forgot-password", 200],
  ["/docs", 200],
  ["/docs/errors", 200],
  ["/_next/static/../../login", 200],
];

describe.each(PAGES)("the page %s", (path, status) => {
  it.each([
    {},
    { "Content-Security-Policy": "script-src 'nonce-RVZJTA=='", "X-Nonce": "RVZJTA==" },
    { "X-Middleware-Subrequest": Array(5).fill("proxy").join(":"), "Next-Resume": "1" },
  ])("allows its own scripts by their hashes to a client that sends %j", async (headers) => {
    const answer = await requestPage(server, path, headers);
    expect(answer.status).toBe(status);
    expectAllowed(answer);
    expect(JSON.stringify(answer.headers) + answer.text).not.toContain("RVZJTA");
  });
});

it("a long post has a policy that is short enough for proxies", async () => {
  expectAllowed(await requestPage(server, longPost));
});

it("an error page allows its own scripts and reveals no internals", async () => {
  const answer = await requestPage(broken, "/");
  expect(answer.status).toBe(500);
  expectAllowed(answer);
  expect(answer.text).not.toMatch(/prisma|sqlite|no such table| at |\.next\//i);
  expect(answer.headers).not.toHaveProperty("etag");
});
