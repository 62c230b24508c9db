import type { Page } from "playwright";
import { expect, it } from "vitest";
import { logInOn } from "../../support/browser-session";
import { provideMailingInkwell } from "../../support/mail-server";
import {
  addressOf,
  chooseInMenu,
  emailButton,
  loginLink,
  logoutButton,
  openTab,
  provideBrowser,
} from "../../support/page";
import { newUser } from "../../support/users";

const { inkwell, nextMail } = provideMailingInkwell();
const visit = provideBrowser(inkwell);

const field = (page: Page, label: string) => page.getByRole("main").getByLabel(label, { exact: true });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const banner = (page: Page) => page.getByRole("complementary", { name: "Email confirmation" });

/** Opens a link of a mail in another tab, and expects that its token is not in the address bar. */
async function openLink(page: Page, path: string): Promise<Page> {
  expect(path).toMatch(/^\/[\w-]+#token=[\w-]{20,}$/);
  const tab = await openTab(page, path);
  await expect.poll(() => addressOf(tab)).toBe(path.replace(/#.*/, ""));
  return tab;
}

async function setPassword(page: Page, password: string): Promise<void> {
  await field(page, "New password").fill(password);
  await field(page, "Confirm new password").fill(password);
  await button(page, "Set password").click();
}

it("lets a person register, confirm the email, reset a forgotten password, change the email and undo that", async () => {
  const ada = newUser();
  const newEmail = newUser().email;
  // The browser finds out by a failed request that its sessions have ended.
  const expected = ["401 GET /api/users/me", "400 POST /api/users/token", "401 PATCH /api/users/"];
  const page = await visit("/register", { expected });
  await field(page, "Username").fill(ada.username);
  await field(page, "Email").fill(ada.email);
  await field(page, "Password").fill(ada.password);
  await field(page, "Confirm password").fill(ada.password);
  await button(page, "Register").click();
  const dialog = page.getByRole("dialog", { name: "Account created" });
  await dialog.getByText(ada.email).waitFor();
  await button(page, "Log in").last().click();
  await page.waitForURL("/login");
  await logInOn(page, ada);
  await banner(page).getByText("Confirm your email").waitFor();

  const verify = await openLink(page, (await nextMail(ada.email)).path);
  await button(verify, "Confirm").click();
  await verify.getByText("Your email is confirmed").waitFor();
  await verify.getByText(ada.email).last().waitFor();
  await verify.close();
  await page.reload();
  await logoutButton(page).waitFor();
  expect(await banner(page).count()).toBe(0);
  await logoutButton(page).click();

  await loginLink(page).click();
  await field(page, "Email").fill(ada.email);
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.waitForURL("/forgot-password");
  expect(await field(page, "Email").inputValue()).toBe(ada.email);
  await button(page, "Send the link").click();
  await page.getByText("a mail is on its way").waitFor();
  const { path } = await nextMail(ada.email);
  await page.goto("about:blank");
  await page.goto(path);
  const password = "another password of the tests";
  await setPassword(page, password);
  await page.waitForURL("/login");
  await page.getByText("Password changed").waitFor();
  expect(await field(page, "Email").inputValue()).toBe(ada.email);
  expect((await nextMail(ada.email)).subject).toMatch(/password/i);
  await logInOn(page, { email: ada.email, password });
  await logoutButton(page).waitFor();
  expect(await banner(page).count()).toBe(0);

  await chooseInMenu(page, ada.email, "Account");
  await field(page, "Email").fill(newEmail);
  await button(page, "Save changes").click();
  await page.getByText("Waiting for confirmation").waitFor();
  expect(await field(page, "Email").inputValue()).toBe(ada.email);
  const undoPath = (await nextMail(ada.email)).path;
  const change = await openLink(page, (await nextMail(newEmail)).path);
  await button(change, "Confirm").click();
  await change.getByText(newEmail).last().waitFor();
  await change.close();
  await page.reload();
  await emailButton(page, newEmail).waitFor();

  await page.goto(undoPath);
  await button(page, "Undo the change").click();
  await page.getByText("Your former email is back").waitFor();
  await loginLink(page).waitFor();
  await page.getByRole("link", { name: "Set a new password" }).click();
  await page.waitForURL("/forgot-password");
});
