import type { Page } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { accountNav, eventually, provideBrowser, recordRequests } from "../../support/page";
import { ageLogin, countSessions, logInOn } from "../../support/session";
import { logIn, newUser, PASSWORD, register } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const WRONG = "401 POST /api/users/token";
const ME = "/api/users/me";
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const dialog = (page: Page) => page.getByRole("dialog", { name: "Confirm it is you" });
const password = (page: Page) => dialog(page).getByLabel("Password", { exact: true });

/** Opens /account in a browser whose log-in is six minutes old; `fault` is the server's wish for the password. */
async function visitAccount(fault: (id: number) => string, ...expected: string[]) {
  const user = await register(inkwell);
  await logIn(inkwell, user);
  const page = await visit("/login?next=%2Faccount", { expected: [fault(user.id), ...expected] });
  await logInOn(page, user);
  await page.waitForURL("/account");
  await button(page, "Log out all other sessions").waitFor();
  await ageLogin(page);
  return { page, user };
}

async function confirm(page: Page, typed = PASSWORD): Promise<void> {
  await password(page).fill(typed);
  await button(page, "Continue").click();
}

it("asks for the password before the e-mail is changed, and then changes it", async () => {
  const { page, user } = await visitAccount((id) => `401 PATCH /api/users/${id}`);
  const { email } = newUser();
  await page.getByRole("main").getByLabel("Email", { exact: true }).fill(email);
  const questions = recordRequests(page, "GET", ME);
  await button(page, "Save changes").click();
  await password(page).waitFor();
  expect(await password(page).getAttribute("autocomplete")).toBe("current-password");
  const owner = dialog(page).locator("input[autocomplete=username]");
  expect(await owner.inputValue()).toBe(user.email);
  await confirm(page);
  await accountNav(page).getByRole("link", { name: email }).waitFor();
  await eventually(() => dialog(page).count()).toBe(0);
  // The same person as before: nobody is asked, and the session took the place of the one before it.
  expect(questions).toHaveLength(0);
  expect(await countSessions(inkwell, user)).toBe(2);
});

it("asks for the password before the account is deleted, and says when it is wrong", async () => {
  const { page, user } = await visitAccount((id) => `401 DELETE /api/users/${id}`, WRONG);
  await button(page, "Delete account…").click();
  await button(page, "Delete my account").click();
  await confirm(page, "not the password");
  await dialog(page).getByRole("alert").filter({ hasText: "Incorrect email or password" }).waitFor();
  expect(await password(page).inputValue()).toBe("not the password");
  await confirm(page);
  await page.waitForURL("/");
  await accountNav(page).getByRole("link", { name: "Log in" }).waitFor();
  expect(await countSessions(inkwell, user)).toBe(0);
});

it("asks for the password before all other sessions are ended", async () => {
  const { page, user } = await visitAccount(() => "401 DELETE /api/users/me/sessions");
  await button(page, "Log out all other sessions").click();
  await confirm(page);
  await eventually(() => countSessions(inkwell, user)).toBe(1);
  await page.getByText("All your other devices are logged out").waitFor();
});

it("asks for the password before one other session is ended, and ends no more than that", async () => {
  const { page, user } = await visitAccount(() => "401 DELETE /api/users/me/sessions/");
  await logIn(inkwell, user);
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

it.each(["Cancel", "Close", "Escape"])(
  "keeps the form as it was and shows no error after the password dialog is canceled with %s",
  async (way) => {
    const { page, user } = await visitAccount((id) => `401 PATCH /api/users/${id}`);
    const { email } = newUser();
    const field = page.getByRole("main").getByLabel("Email", { exact: true });
    await field.fill(email);
    await button(page, "Save changes").click();
    await password(page).waitFor();
    if (way === "Escape") await page.keyboard.press(way);
    else await dialog(page).getByRole("button", { name: way }).click();
    await eventually(() => dialog(page).count()).toBe(0);
    await button(page, "Save changes").and(page.locator(":not([aria-disabled])")).waitFor();
    expect(await page.getByRole("main").getByRole("alert").count()).toBe(0);
    expect(await field.inputValue()).toBe(email);
    await accountNav(page).getByRole("link", { name: user.email }).waitFor();

    await button(page, "Save changes").click();
    await confirm(page);
    await accountNav(page).getByRole("link", { name: email }).waitFor();
  },
);

it("asks nobody any more once the person has logged out in another tab", async () => {
  const { page, user } = await visitAccount((id) => `401 DELETE /api/users/${id}`);
  await button(page, "Delete account…").click();
  await button(page, "Delete my account").click();
  await password(page).waitFor();
  const tab = await page.context().newPage();
  await tab.goto("/");
  await accountNav(tab).getByRole("button", { name: "Log out" }).click();
  await eventually(() => page.getByRole("dialog").count()).toBe(0);
  await tab.goto("/login");
  await logInOn(tab, user);
  await accountNav(page).getByRole("link", { name: user.email }).waitFor();
  expect(await page.getByRole("dialog").count()).toBe(0);
});
