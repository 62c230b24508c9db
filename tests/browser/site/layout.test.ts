import type { BrowserContext, Page } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { accountNav, eventually, readAll, provideBrowser } from "../../support/page";
import { signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

/** Notes what moves without anybody having done anything (https://wicg.github.io/layout-instability/). */
function recordShifts(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(() => {
    const shifts: unknown[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        sources?: { node: Element | null }[];
      })[]) {
        shifts.push({
          ...entry.toJSON(),
          nodes: entry.sources?.map(({ node }) => node?.outerHTML ?? node?.nodeName),
        });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

async function readShifts(page: Page): Promise<unknown[]> {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  return page.evaluate(() => (window as unknown as { shifts: unknown[] }).shifts);
}

it.each(
  ["/", "/login", "/register", "/docs", "/docs/errors", "/no-such-page"].flatMap((path) => [
    [path, 320] as const,
    [path, 1280] as const,
  ]),
)("moves nothing while %s loads with an empty cache, %d px", async (path, width) => {
  const page = await visit(path, { width, before: recordShifts, expected: ["404 GET /no-such-page"] });
  await accountNav(page).getByRole("link", { name: "Log in" }).waitFor();
  expect(await readShifts(page)).toEqual([]);
});

it.each([320, 1280])("moves nothing while / loads for somebody who is signed in, %d px", async (width) => {
  const { token } = await signUp(inkwell);
  const page = await visit("/", { width, token, before: recordShifts });
  await accountNav(page).getByRole("button", { name: "Log out" }).waitFor();
  expect(await readShifts(page)).toEqual([]);
});

it.each([320, 1280])("moves nothing while /account loads, %d px", async (width) => {
  const { token, email } = await signUp(inkwell);
  const page = await visit("/account", { width, token, before: recordShifts });
  await eventually(() => readAll(page.getByRole("main"))).toContain(email);
  expect(await readShifts(page)).toEqual([]);
});

it("would see something move", async () => {
  const page = await visit("/", { before: recordShifts });
  await readShifts(page);
  await page.evaluate(() =>
    document.body.prepend(Object.assign(document.createElement("p"), { textContent: "Late" })),
  );
  expect(await readShifts(page)).not.toEqual([]);
});
