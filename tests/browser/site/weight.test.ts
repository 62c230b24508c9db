import { gzipSync } from "node:zlib";
import type { Response } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { provideBrowser } from "../../support/page";
import { signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const MAX_SCRIPT_BYTES = 150 * 1024;

it.each(["/login", "/"])(
  "loads at most 150 KiB of gzipped JavaScript for %s, idle time included",
  async (path) => {
    const scripts: Response[] = [];
    const page = await visit(path, {
      before: async (context) =>
        context.on("response", (response) => {
          if (response.request().resourceType() === "script") scripts.push(response);
        }),
    });
    // Links fetch what they lead to as soon as the browser is idle.
    await page.waitForLoadState("networkidle");
    const sizes = await Promise.all(scripts.map(async (script) => gzipSync(await script.body()).length));
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MAX_SCRIPT_BYTES);
  },
);

/** What only the scripts and styles of `/docs` say: those of Swagger UI, and the house's own around it. */
const DOCS_MARKS = ["opblock-summary-control", "InkwellLayout", "oauth_username"];

it.each([
  ["/", []],
  ["/login", []],
  ["/account", []],
  ["/docs/errors", []],
  ["/docs", DOCS_MARKS],
])("takes what /docs is made of to no other page, idle time included: %s", async (path, expected) => {
  const addresses: string[] = [];
  const page = await visit(path, {
    ready: false,
    before: async (context) =>
      context.on("request", (request) => {
        if (["script", "stylesheet"].includes(request.resourceType())) addresses.push(request.url());
      }),
  });
  await page.waitForLoadState("networkidle");
  const texts = await Promise.all(addresses.map(async (address) => (await fetch(address)).text()));
  expect(texts.length).toBeGreaterThan(0);
  expect(DOCS_MARKS.filter((mark) => texts.some((text) => text.includes(mark)))).toEqual(expected);
});

it.each(["/", "/login", "/register", "/account", "/docs", "/docs/errors"])(
  "asks no other host for anything on %s, signed in",
  async (path) => {
    const { token } = await signUp(inkwell);
    const hosts = new Set<string>();
    const page = await visit(path, {
      token,
      ready: false,
      before: async (context) => context.on("request", (request) => hosts.add(new URL(request.url()).host)),
    });
    await page.waitForLoadState("networkidle");
    expect([...hosts]).toEqual([new URL(inkwell.url).host]);
  },
);

it("names no other host in what it sends", async () => {
  for (const path of ["/", "/login", "/register", "/account", "/docs", "/no-such-page"]) {
    const html = await (await fetch(inkwell.url + path)).text();
    const addresses = html.match(/(?<=(?:src|href|action)=")(?:https?:)?\/\/[^/"]*/g) ?? [];
    expect(
      addresses.filter((address) => address !== inkwell.url),
      path,
    ).toEqual([]);
  }
});
