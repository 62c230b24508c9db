import type { Page, Route } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { accountNav, eventually, provideBrowser, readAll, waitForReact } from "../../support/page";
import { signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell, "full");

const login = (page: Page) => accountNav(page).getByRole("link", { name: "Log in" });
/** Whether the page was shown as it had been left, each time that it was shown. */
const readShown = (page: Page) => page.evaluate(() => (window as unknown as { shown: boolean[] }).shown);

/** Hands a page out as one that browsers may keep. */
async function allowKeeping(route: Route): Promise<void> {
  const response = await route.fetch();
  await route.fulfill({ response, headers: { ...response.headers(), "cache-control": "no-cache" } });
}

/** Leaves /account, logs out on another page and goes back. */
async function goBackAfterLogOut({ mayKeep }: { mayKeep: boolean }) {
  const { token, email } = await signUp(inkwell);
  const page = await visit("/account", {
    token,
    before: async (context) => {
      if (mayKeep) await context.route("**/account", allowKeeping);
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
  await accountNav(page).getByRole("button", { name: "Log out" }).click();
  await login(page).waitFor();
  await page.waitForURL("/");
  await page.goBack({ waitUntil: "commit" });
  await page.goBack({ waitUntil: "commit" });
  return { page, email };
}

it("shows nothing private on the way back to a page that the browser kept as it was", async () => {
  const { page, email } = await goBackAfterLogOut({ mayKeep: true });
  await page.getByRole("main").getByText("You are logged out").waitFor();
  await login(page).waitFor();
  expect(await readShown(page)).toEqual([false, true]);
  expect(await readAll(page.locator("body"))).not.toContain(email);
});

it("lets the browser keep no page at all", async () => {
  const { page, email } = await goBackAfterLogOut({ mayKeep: false });
  await page.waitForURL("**/login?next=%2Faccount");
  await login(page).waitFor();
  expect(await readShown(page)).toEqual([false]);
  expect(await readAll(page.locator("body"))).not.toContain(email);
});
