import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { loginLink, makeGate, provideBrowser } from "../../support/page";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

it.each(["the bar", "the list"])(
  "shows that a page is loading after a click on a link of %s",
  async (place) => {
    const page = await visit("/");
    const link =
      place === "the bar" ? loginLink(page) : page.getByRole("article").first().getByRole("link").first();
    await link.waitFor();
    const gate = makeGate();
    await page.route(/_rsc=/, (route) => gate.opened.then(() => route.continue()));
    const path = new URL((await link.getAttribute("href")) ?? "", page.url()).pathname;
    await link.click();
    const progress = page.getByRole("progressbar");
    await progress.waitFor({ state: "attached" });
    gate.open();
    await page.waitForURL((url) => url.pathname === path);
    await progress.waitFor({ state: "detached" });
    expect(await progress.count()).toBe(0);
  },
);
