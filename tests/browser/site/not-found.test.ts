import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { provideBrowser } from "../../support/page";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const UNKNOWN = ["/no-such-page", "/users", "/posts/1/2/3", "/Login", "/%F0%9F%94%91", "/account/x"];

it("responds to unknown URLs with a 404 page of the site, a link home and noindex", async () => {
  const page = await visit("/docs/errors", { expected: UNKNOWN.map((path) => `404 GET ${path}`) });
  for (const path of UNKNOWN) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(404);
    expect(await page.title(), path).toContain("not found");
    const heading = page.getByRole("heading", { level: 1, name: "Page not found" });
    await heading.waitFor();
    await page.getByRole("banner").getByRole("link", { name: "Inkwell" }).waitFor();
    const font = await heading.evaluate((element) => getComputedStyle(element).fontFamily);
    expect(font, path).toMatch(/newsreader/i);
    const robots = await page.locator('meta[name="robots"]').first().getAttribute("content");
    expect(robots, path).toContain("noindex");
  }
  await page.getByRole("main").getByRole("link").click();
  await page.waitForURL("/");
  await page.getByRole("heading", { level: 1 }).waitFor();
});

it("responds with status 200 to the URLs of its pages", async () => {
  for (const path of ["/", "/search", "/login", "/register", "/forgot-password", "/account"]) {
    const response = await fetch(inkwell.url + path);
    expect(response.status, path).toBe(200);
  }
});
