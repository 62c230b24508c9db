import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { callRaw } from "../../support/open-request";

const server = provideInkwell();
let script: string;

beforeAll(async () => {
  const { text: html } = await call(server, "GET", "/");
  script = /src="(\/_next\/static\/chunks\/[^"?]+\.js)/.exec(html)?.[1] ?? "";
  expect(await callRaw(server, "GET", script)).toMatchObject({ status: 200 });
});

/** Expects the response to an unknown page, which no cache stores. */
async function expectNoSuchPage(target: string): Promise<void> {
  const { status, headers, text } = await callRaw(server, "GET", target);
  const { "content-type": type, "cache-control": cacheControl } = headers;
  expect({ status, type, cacheControl }).toEqual({
    status: 404,
    type: "text/html; charset=utf-8",
    cacheControl: expect.stringMatching(/\bno-store\b/),
  });
  expect(text).toContain("<title>");
}

describe("a file of the server", () => {
  it.each([
    "/.env",
    "/.git/config",
    "/.next/BUILD_ID",
    "/package.json",
    "/package-lock.json",
    "/next.config.ts",
    "/prisma/schema.prisma",
    "/prisma/data/blog.db",
    "/blog.db",
    "/blog.db-wal",
    "/public/icon.svg",
    "/../package.json",
    "/%2e%2e/package.json",
    "/%2e%2e%2fpackage.json",
    "/..%2f..%2f..%2fetc/passwd",
    "/..%5cpackage.json",
    "/%252e%252e/package.json",
  ])("responds with 404 at %s", expectNoSuchPage);

  it("has no source maps for scripts", async () => {
    expect((await callRaw(server, "GET", `${script}.map`)).status).toBe(404);
    expect((await call(server, "GET", script)).text).not.toContain("sourceMappingURL");
  });

  it.each([
    "/images/%2e%2e%2f%2e%2e%2fpackage.json",
    "/images/..%2f..%2fpackage.json",
    "/_next/static/%2e%2e/BUILD_ID",
    "/_next/static/..%2fBUILD_ID",
    "/_next/static/..%5cBUILD_ID",
  ])("responds with 404 at %s", async (target) => {
    expect((await callRaw(server, "GET", target)).status).toBe(404);
  });
});

describe("a path that looks like a file", () => {
  it.each([
    "/account;.css",
    "/account%3b.css",
    "/account/x.css",
    "/account.css",
    "/account%2f..%2fstatic.js",
    "/account%00.js",
    "/account%0a.css",
    "/no-such-page",
    "/no-such-page.css",
  ])("is an unknown page, which no cache stores: %s", expectNoSuchPage);
});
