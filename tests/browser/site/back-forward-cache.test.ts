import type { Page, Route } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import {
  eventually,
  loginLink,
  logoutButton,
  provideBrowser,
  readAll,
  waitForReact,
} from "../../support/page";
import { signUp } from "../../support/users";

const inkwell = provideInkwell();
// The headless shell has no back/forward cache.
const visit = provideBrowser(inkwell, "full");

/** Whether the page came from the back/forward cache, each time that it was shown. */
const readShown = (page: Page) => page.evaluate(() => (window as unknown as { shown: boolean[] }).shown);

/** Sends a page with headers that let browsers cache it. */
async function allowCaching(route: Route): Promise<void> {
  const response = await route.fetch();
  await route.fulfill({ response, headers: { ...response.headers(), "cache-control": "no-cache" } });
}

/** Leaves /account, logs out on another page and goes back. */
async function goBackAfterLogout({ isCacheable }: { isCacheable: boolean }) {
  const { token, email } = await signUp(inkwell);
  const page = await visit("/account", {
    token,
    before: async (context) => {
      if (isCacheable) await context.route("**/account", allowCaching);
      await context.addInitScript(() => {
        const shown: boolean[] = [];
        Object.assign(window, { shown });
        addEventListener("pageshow", ({ persisted }) => shown.push(persisted));
      });
    },
  });
  await eventually(() => readAll(page.getByRole("main"))).toContain(email);
  await page.waitForLoadState("networkidle");
  await page.goto("/docs/errors");
  await waitForReact(page);
  await logoutButton(page).click();
  await loginLink(page).waitFor();
  await page.waitForURL("/");
  await page.goBack({ waitUntil: "commit" });
  await page.goBack({ waitUntil: "commit" });
  return { page, email };
}

it("shows nothing private on a page that the browser restores from its back/forward cache after a logout", async () => {
  const { page, email } = await goBackAfterLogout({ isCacheable: true });
  await page.getByRole("main").getByText("You are logged out").waitFor();
  await loginLink(page).waitFor();
  expect(await readShown(page)).toEqual([false, true]);
  expect(await readAll(page.locator("body"))).not.toContain(email);
});

it("keeps its pages out of the browser's back/forward cache", async () => {
  const { page, email } = await goBackAfterLogout({ isCacheable: false });
  await page.waitForURL("**/login?next=%2Faccount");
  await loginLink(page).waitFor();
  expect(await readShown(page)).toEqual([false]);
  expect(await readAll(page.locator("body"))).not.toContain(email);
});
