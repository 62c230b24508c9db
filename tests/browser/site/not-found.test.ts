import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { provideBrowser } from "../../support/page";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const UNKNOWN = ["/no-such-page", "/users", "/posts/1/2/3", "/Login", "/%F0%9F%94%91", "/account/x"];

it.each(UNKNOWN)(
  "answers %s, which is no page, with status 404 and a styled page that leads home",
  async (path) => {
    const page = await visit(path, { ready: false, expected: [`404 GET ${path}`] });
    const response = await page.reload();
    expect(response?.status()).toBe(404);
    expect(await page.title()).toContain("not found");
    await page.getByRole("heading", { level: 1, name: "Page not found" }).waitFor();
    // Styled: the site's own bar, face and paper.
    await page.getByRole("banner").getByRole("link", { name: "Inkwell" }).waitFor();
    const face = () =>
      page.getByRole("heading", { level: 1 }).evaluate((heading) => getComputedStyle(heading).fontFamily);
    expect(await face()).toMatch(/newsreader/i);

    await page.getByRole("main").getByRole("link").click();
    await page.waitForURL("/");
    await page.getByRole("heading", { level: 1 }).waitFor();
  },
);

it("is not to be indexed", async () => {
  const page = await visit("/no-such-page", { expected: ["404 GET /no-such-page"] });
  expect(await page.locator('meta[name="robots"]').first().getAttribute("content")).toContain("noindex");
});

it.each(["/", "/login", "/register", "/account"])(
  "answers %s, which is one, with status 200",
  async (path) => {
    const response = await fetch(inkwell.url + path);
    expect(response.status).toBe(200);
  },
);
