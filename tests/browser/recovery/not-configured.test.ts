import { expect, it } from "vitest";
import { expectAccessible } from "../../support/accessibility";
import { provideInkwell } from "../../support/inkwell";
import { loginLink, logoutButton, provideBrowser } from "../../support/page";
import { signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

it.each([
  "/forgot-password",
  "/reset-password#token=x",
  "/verify-email#token=x",
  "/undo-email-change#token=x",
])("says on %s, in place of a form, that the site cannot send mail", async (path) => {
  const page = await visit(path, { reducedMotion: "reduce" });
  await loginLink(page).waitFor();
  await page.getByText("This site cannot send mail").waitFor();
  expect(await page.getByRole("main").locator("form, button").count()).toBe(0);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Back to the login" }).click();
  await page.waitForURL("/login");
});

it("asks nobody to confirm an email if the site cannot send mail", async () => {
  const { token } = await signUp(inkwell);
  const page = await visit("/", { token });
  await logoutButton(page).waitFor();
  expect(await page.getByText("Confirm your email").count()).toBe(0);
  await page.goto("/account");
  await page.getByText("This device").waitFor();
  expect(await page.getByText("Confirm your email").count()).toBe(0);
});
