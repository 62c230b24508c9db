import type { Page } from "playwright";
import { expect, it } from "vitest";
import { expectAccessible } from "../../support/accessibility";
import { call } from "../../support/call";
import { execute } from "../../support/database";
import { provideMailingInkwell } from "../../support/mail-server";
import { logoutButton, provideBrowser } from "../../support/page";
import { logIn, newUser, register, signUp, type TestUser } from "../../support/users";

const { inkwell, nextMail } = provideMailingInkwell();
const visit = provideBrowser(inkwell);

const INVALID = "This link does not work";

const field = (page: Page, label: string) => page.getByRole("main").getByLabel(label, { exact: true });
const button = (page: Page, name: string) =>
  page.getByRole("main").getByRole("button", { name, exact: true });

/** Registers a user and returns the path of the link to confirm the email. */
async function registerByMail(): Promise<{ user: TestUser; path: string }> {
  const user = await register(inkwell, newUser());
  return { user, path: (await nextMail(user.email)).path };
}

const readMe = async (user: TestUser) =>
  (await call(inkwell, "GET", "/api/users/me", { token: await logIn(inkwell, user) })).body;

it("confirms an email on another device, once, and nothing when the link is only opened", async () => {
  const { user, path } = await registerByMail();
  for (const method of ["GET", "HEAD"])
    expect((await fetch(new URL(path, inkwell.url), { method })).status).toBe(200);
  const page = await visit(path, { expected: ["422 POST /api/users/verify-email"], reducedMotion: "reduce" });
  await button(page, "Confirm").waitFor();
  await expectAccessible(page);
  expect(await readMe(user)).toMatchObject({ email_verified: false });

  await page.reload();
  await button(page, "Confirm").click();
  await page.getByText("Your email is confirmed").waitFor();
  expect(await readMe(user)).toMatchObject({ email_verified: true });
  await expectAccessible(page);

  await page.goto("about:blank");
  await page.goto(path);
  await button(page, "Confirm").click();
  await page.getByText(INVALID).waitFor();
  await expectAccessible(page);
});

it("shows that another account took an email before it was confirmed", async () => {
  const { user } = await registerByMail();
  const taken = newUser().email;
  const token = await logIn(inkwell, user);
  await call(inkwell, "PATCH", `/api/users/${user.id}`, { token, json: { email: taken } });
  const { path } = await nextMail(taken);
  await register(inkwell, newUser({ email: taken }));
  const page = await visit(path, { expected: ["409 POST /api/users/verify-email"] });
  await button(page, "Confirm").click();
  await page.getByText("Another account has this address").waitFor();
  expect(await button(page, "Confirm").count()).toBe(0);
  await expectAccessible(page);
});

it("offers a new link to a user who is logged in when the link in the mail has expired", async () => {
  const { user, path } = await registerByMail();
  const sql = "UPDATE account_tokens SET expires_at = ? WHERE user_id = ?";
  await execute(inkwell, sql, new Date(0), user.id);
  const token = await logIn(inkwell, user);
  const page = await visit(path, { token, expected: ["422 POST /api/users/verify-email"] });
  await logoutButton(page).waitFor();
  await button(page, "Confirm").click();
  await page.getByText(INVALID).waitFor();
  await button(page, "Send a new link").click();
  await page.getByText("Sent.").waitFor();
  await page.goto((await nextMail(user.email)).path);
  await button(page, "Confirm").click();
  await page.getByText("Your email is confirmed").waitFor();
});

it("says where a link to undo a change of the email goes wrong", async () => {
  const page = await visit("/undo-email-change#token=wrong", {
    expected: ["422 POST /api/users/undo-email-change"],
  });
  await expectAccessible(page);
  await button(page, "Undo the change").click();
  await page.getByText(INVALID).waitFor();
  await page.getByRole("link", { name: "Set a new password" }).click();
  await page.waitForURL("/forgot-password");
});

it("lets a user cancel a change of the email that waits for its confirmation", async () => {
  const { token, email, id } = await signUp(inkwell);
  const page = await visit("/account", { token });
  const wanted = newUser().email;
  await field(page, "Email").fill(wanted);
  await button(page, "Save changes").click();
  await page.getByText("Waiting for confirmation").waitFor();
  await page.getByText(wanted).waitFor();
  await expectAccessible(page);
  await button(page, "Cancel the change").click();
  await page.getByText("Waiting for confirmation").waitFor({ state: "detached" });
  const { body } = await call(inkwell, "GET", "/api/users/me", { token });
  expect(body).toMatchObject({ id, email, pending_email: null });
});
