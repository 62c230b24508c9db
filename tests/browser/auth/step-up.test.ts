import type { Page } from "playwright";
import { expect, it } from "vitest";
import { addBrowserUser, ageLogin, countSessions, logInOn } from "../../support/browser-session";
import { provideInkwell } from "../../support/inkwell";
import {
  emailButton,
  eventually,
  loginLink,
  logoutButton,
  openTab,
  provideBrowser,
  recordRequests,
} from "../../support/page";
import { addSession, newUser, PASSWORD } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const WRONG = "401 POST /api/users/token";
const ME = "/api/users/me";
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const dialog = (page: Page) => page.getByRole("dialog", { name: "Confirm it is you" });
const password = (page: Page) => dialog(page).getByLabel("Password", { exact: true });
const emailField = (page: Page) => page.getByRole("main").getByLabel("Email", { exact: true });

/** Opens /account in a browser whose login is six minutes old; `rejection` is the response that asks for the password. */
async function visitAccount(rejection: (id: number) => string, ...expected: string[]) {
  const { user, session } = await addBrowserUser(inkwell);
  await addSession(inkwell, user);
  const page = await visit("/account", { session, expected: [rejection(user.id), ...expected] });
  await button(page, "Log out all other sessions").waitFor();
  await ageLogin(page);
  return { page, user };
}

async function confirm(page: Page, typed = PASSWORD): Promise<void> {
  await password(page).fill(typed);
  await button(page, "Continue").click();
}

it("asks for the password before it changes the email", async () => {
  const { page, user } = await visitAccount((id) => `401 PATCH /api/users/${id}`);
  const { email } = newUser();
  await emailField(page).fill(email);
  const questions = recordRequests(page, "GET", ME);
  await button(page, "Save changes").click();
  await password(page).waitFor();
  expect(await password(page).getAttribute("autocomplete")).toBe("current-password");
  const owner = dialog(page).locator("input[autocomplete=username]");
  expect(await owner.inputValue()).toBe(user.email);
  await confirm(page);
  await emailButton(page, email).waitFor();
  await eventually(() => dialog(page).count()).toBe(0);
  // The login of the same user: nothing asks who is logged in, and the new session replaces the old one.
  expect(questions).toHaveLength(0);
  expect(await countSessions(inkwell, user)).toBe(2);
});

it("asks for the password before it deletes the account, and says when the password is wrong", async () => {
  const { page, user } = await visitAccount((id) => `401 DELETE /api/users/${id}`, WRONG);
  await button(page, "Delete account…").click();
  await button(page, "Delete my account").click();
  await confirm(page, "not the password");
  await dialog(page).getByRole("alert").filter({ hasText: "Incorrect email or password" }).waitFor();
  expect(await password(page).inputValue()).toBe("not the password");
  await confirm(page);
  await page.waitForURL("/");
  await loginLink(page).waitFor();
  expect(await countSessions(inkwell, user)).toBe(0);
});

it("asks for the password before it logs out all other sessions", async () => {
  const { page, user } = await visitAccount(() => "401 DELETE /api/users/me/sessions");
  await button(page, "Log out all other sessions").click();
  await confirm(page);
  await eventually(() => countSessions(inkwell, user)).toBe(1);
  await page.getByText("All your other devices are logged out").waitFor();
});

it("asks for the password before it logs out one other session, and logs out no more than that", async () => {
  const { page, user } = await visitAccount(() => "401 DELETE /api/users/me/sessions/");
  await addSession(inkwell, user);
  await page.reload();
  const others = page.getByRole("listitem").filter({ hasText: "127.0.0.1", hasNotText: "This device" });
  await eventually(() => others.count()).toBe(2);
  await others.first().getByRole("button").click();
  await password(page).waitFor();
  expect(await countSessions(inkwell, user)).toBe(3);
  await confirm(page);
  await page.getByText("Logged out").waitFor();
  await eventually(() => others.count()).toBe(1);
  expect(await countSessions(inkwell, user)).toBe(2);
});

it("keeps the form and shows no error after the password dialog is canceled, and asks again for the next try", async () => {
  const { page, user } = await visitAccount((id) => `401 PATCH /api/users/${id}`);
  const { email } = newUser();
  await emailField(page).fill(email);
  for (const way of ["Cancel", "Close", "Escape"]) {
    await button(page, "Save changes").click();
    await password(page).waitFor();
    if (way === "Escape") await page.keyboard.press(way);
    else await dialog(page).getByRole("button", { name: way }).click();
    await eventually(() => dialog(page).count()).toBe(0);
    await button(page, "Save changes").and(page.locator(":not([aria-disabled])")).waitFor();
    expect(await page.getByRole("main").getByRole("alert").count(), way).toBe(0);
    expect(await emailField(page).inputValue(), way).toBe(email);
    await emailButton(page, user.email).waitFor();
  }
  await button(page, "Save changes").click();
  await confirm(page);
  await emailButton(page, email).waitFor();
});

it("closes the password dialog when the user logs out in another tab", async () => {
  const { page, user } = await visitAccount((id) => `401 DELETE /api/users/${id}`);
  await button(page, "Delete account…").click();
  await button(page, "Delete my account").click();
  await password(page).waitFor();
  const tab = await openTab(page, "/");
  await logoutButton(tab).click();
  await eventually(() => page.getByRole("dialog").count()).toBe(0);
  await tab.goto("/login");
  await logInOn(tab, user);
  await emailButton(page, user.email).waitFor();
  expect(await page.getByRole("dialog").count()).toBe(0);
});
