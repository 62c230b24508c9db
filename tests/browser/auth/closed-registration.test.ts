import { expect, it } from "vitest";
import { provideOwnInkwell } from "../../support/inkwell";
import { accountNav, provideBrowser } from "../../support/page";

const inkwell = provideOwnInkwell({ env: { REGISTRATION: "closed" } });
const visit = provideBrowser(inkwell);

it("shows on /register that registration is closed, and leads to the login page instead of showing the form", async () => {
  const page = await visit("/register?next=%2Faccount");
  const main = page.getByRole("main");
  await main.getByText("Registration is closed").waitFor();
  expect(await main.locator("form, input").count()).toBe(0);
  await main.getByRole("link", { name: "Log in" }).click();
  await page.waitForURL("/login?next=%2Faccount");
});

it.each(["/", "/login", "/register"])("offers no link to /register on %s", async (path) => {
  const page = await visit(path);
  await accountNav(page).getByRole("link", { name: "Log in" }).waitFor();
  expect(await page.locator('a[href^="/register"]').count()).toBe(0);
});
