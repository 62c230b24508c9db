import type { Response } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { provideBrowser } from "../../support/page";
import { publish } from "../../support/posts";
import { signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const MAX_SCRIPT_BYTES = 150 * 1024;
const MAX_FONT_BYTES = 80 * 1024;
const MAX_REQUESTS = 15;

/** Opens a page, with `{id}` replaced by the id of a post, and returns all responses until the browser is idle. */
async function recordResponses(path: string): Promise<Response[]> {
  const { id } = await publish(inkwell, await signUp(inkwell));
  const responses: Response[] = [];
  const page = await visit(path.replace("{id}", String(id)), {
    before: async (context) => context.on("response", (response) => responses.push(response)),
  });
  // Links prefetch their pages when the browser is idle.
  await page.waitForLoadState("networkidle");
  return responses;
}

const ofType = (responses: readonly Response[], type: string) =>
  responses.filter((response) => response.request().resourceType() === type);

async function expectLightScripts(responses: readonly Response[]): Promise<void> {
  const sizes = await Promise.all(
    ofType(responses, "script").map(async (script) => (await script.request().sizes()).responseBodySize),
  );
  expect(sizes.length).toBeGreaterThan(0);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MAX_SCRIPT_BYTES);
}

it.each(["/login", "/register", "/search?q=post"])(
  "loads at most 150 KiB of compressed JavaScript for %s, prefetching included",
  async (path) => {
    await expectLightScripts(await recordResponses(path));
  },
);

it.each(["/", "/posts/{id}"])(
  "loads %s in at most 15 requests, at most 150 KiB of them compressed JavaScript and 80 KiB fonts, prefetching included",
  async (path) => {
    const responses = await recordResponses(path);
    expect(responses.length).toBeLessThanOrEqual(MAX_REQUESTS);
    await expectLightScripts(responses);
    const sizes = await Promise.all(
      ofType(responses, "font").map(async (font) => (await font.body()).length),
    );
    expect(sizes.length).toBe(2); // one for reading, one for the interface
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MAX_FONT_BYTES);
  },
);

/** Texts that only the scripts and styles of `/docs` contain: those of Swagger UI and our own around it. */
const DOCS_MARKS = ["opblock-summary-control", "InkwellLayout", "oauth_username"];

it.each([
  ["out", async () => undefined],
  ["in", async () => (await signUp(inkwell)).token],
])(
  "loads the scripts and styles of /docs on no other page, prefetching included, and nothing from another host, logged %s",
  async (_, logIn) => {
    const token = await logIn();
    const hosts = new Set<string>();
    let addresses = new Set<string>();
    const page = await visit("/", {
      ...(token !== undefined && { token }),
      before: async (context) =>
        context.on("request", (request) => {
          hosts.add(new URL(request.url()).host);
          if (["script", "stylesheet"].includes(request.resourceType())) addresses.add(request.url());
        }),
    });
    for (const path of ["/", "/login", "/register", "/search", "/account", "/docs/errors", "/docs"]) {
      addresses = new Set();
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      const texts = await Promise.all([...addresses].map(async (address) => (await fetch(address)).text()));
      expect(texts.length, path).toBeGreaterThan(0);
      const found = DOCS_MARKS.filter((mark) => texts.some((text) => text.includes(mark)));
      expect(found, path).toEqual(path === "/docs" ? DOCS_MARKS : []);
    }
    expect([...hosts]).toEqual([new URL(inkwell.url).host]);
  },
);

it("sends pages that refer to no other host", async () => {
  for (const path of ["/", "/login", "/register", "/search", "/account", "/docs", "/no-such-page"]) {
    const html = await (await fetch(inkwell.url + path)).text();
    const addresses = html.match(/(?<=(?:src|href|action)=")(?:https?:)?\/\/[^/"]*/g) ?? [];
    expect(
      addresses.filter((address) => address !== inkwell.url),
      path,
    ).toEqual([]);
  }
});
