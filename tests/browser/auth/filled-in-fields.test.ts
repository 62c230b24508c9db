import type { Page } from "playwright";
import { expect, it } from "vitest";
import { readUserRow } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { eventually, provideBrowser } from "../../support/page";
import { addUser, newUser, PASSWORD, signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const button = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name });

/** Sets values as some password managers do: without any event. */
async function setSilently(page: Page, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values))
    await page
      .getByRole("main")
      .getByLabel(label, { exact: true })
      .evaluate((input: HTMLInputElement, text) => (input.value = text), value);
}

it("logs in with an email and a password that were set without events", async () => {
  const { email } = await addUser(inkwell);
  const page = await visit("/login");
  await setSilently(page, { Email: email, Password: PASSWORD });
  await button(page, "Log in").click();
  await page.waitForURL("/");
});

it("registers with values that were set without events, and whether the passwords match is known", async () => {
  const { username, email } = newUser();
  const page = await visit("/register");
  await page.getByLabel("Password", { exact: true }).fill("typed before");
  await page.getByLabel("Confirm password", { exact: true }).fill("something else");
  await page.getByText("Passwords do not match").waitFor();
  await setSilently(page, {
    Username: username,
    Email: email,
    Password: PASSWORD,
    "Confirm password": PASSWORD,
  });
  await page.getByLabel("Username", { exact: true }).press("Enter");
  await page.getByRole("dialog", { name: "Account created" }).waitFor();
});

it("changes the profile and the password to values that were set without events", async () => {
  const user = await signUp(inkwell);
  const { username } = newUser();
  const page = await visit("/account", { token: user.token });
  const before = await readUserRow(inkwell, user.id);
  await setSilently(page, { Username: username });
  await button(page, "Save changes").click();
  await eventually(async () => (await readUserRow(inkwell, user.id))?.username).toBe(username);

  const NEW = "another canary of the tests";
  await setSilently(page, {
    "Current password": PASSWORD,
    "New password": NEW,
    "Confirm new password": NEW,
  });
  await button(page, "Change password").click();
  await page.getByText("Password changed.").waitFor();
  expect((await readUserRow(inkwell, user.id))?.password_hash).not.toBe(before?.password_hash);
});
