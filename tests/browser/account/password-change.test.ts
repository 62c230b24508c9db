import type { Page } from "playwright";
import { expect, it } from "vitest";
import { addBrowserSession, addBrowserUser, logInOn, statusOf } from "../../support/browser-session";
import { provideInkwell } from "../../support/inkwell";
import { accountNav, eventually, provideBrowser, readToken, recordRequests } from "../../support/page";
import { PASSWORD } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const PATH = "/api/users/me/password";
const NEW = "another password of the tests";
const LABELS = ["Current password", "New password", "Confirm new password"] as const;
const section = (page: Page) => page.getByRole("region", { name: "Password" });
const field = (page: Page, label: (typeof LABELS)[number]) =>
  section(page).getByLabel(label, { exact: true });
const send = (page: Page) => section(page).getByRole("button", { name: "Change password" });
const valuesOf = (page: Page) => Promise.all(LABELS.map((label) => field(page, label).inputValue()));

async function visitAccount(...expected: string[]) {
  const { user, session } = await addBrowserUser(inkwell);
  const page = await visit("/account", { session, expected });
  await send(page).waitFor();
  return { page, user };
}

async function fill(page: Page, ...values: [string, string, string]): Promise<void> {
  for (const [index, label] of LABELS.entries()) await field(page, label).fill(values[index] ?? "");
}

it("changes the password, ends the session of another browser and keeps the current one", async () => {
  const { page, user } = await visitAccount("401 GET /api/users/me", "400 POST /api/users/token");
  const other = await visit("/account", { session: await addBrowserSession(inkwell, user) });
  await send(other).waitFor();
  await fill(page, PASSWORD, NEW, NEW);
  await send(page).click();
  await page.getByText("Password changed.").waitFor();
  expect(await valuesOf(page)).toEqual(["", "", ""]);
  expect(await statusOf(inkwell, (await readToken(page)) ?? "")).toBe(200);
  const sessions = page.getByRole("region", { name: "Sessions" }).getByRole("listitem");
  await eventually(() => sessions.count()).toBe(1);

  await other.reload();
  await other.waitForURL("**/login?next=%2Faccount");
  await logInOn(other, { ...user, password: NEW });
  await accountNav(other).getByText(user.email).waitFor();
});

it("shows the errors of the password form at their fields, and keeps what was typed", async () => {
  const { page } = await visitAccount(`403 PUT ${PATH}`);
  const requests = recordRequests(page, "PUT", PATH);
  await fill(page, PASSWORD, "short", "other");
  await section(page).getByText("Passwords do not match").waitFor();
  await send(page).click();
  await section(page).getByText("Use at least 8 characters").waitFor();
  await field(page, "New password").fill(NEW);
  await field(page, "Confirm new password").fill(NEW);
  await eventually(() => section(page).getByText("Passwords do not match").count()).toBe(0);
  expect(requests).toHaveLength(0);

  await field(page, "Current password").fill("not the password");
  await send(page).click();
  await section(page).getByText("This is not your current password").waitFor();
  expect(await field(page, "Current password").getAttribute("aria-invalid")).toBe("true");
  expect(await valuesOf(page)).toEqual(["not the password", NEW, NEW]);
});

it("says that the server cannot be reached, keeps the typed passwords, and can be sent again", async () => {
  const { page } = await visitAccount("net::ERR_INTERNET_DISCONNECTED");
  await page.route(`**${PATH}`, (route) => route.abort("internetdisconnected"));
  await fill(page, PASSWORD, NEW, NEW);
  await send(page).click();
  await section(page).getByRole("alert").filter({ hasText: "cannot be reached" }).waitFor();
  expect(await valuesOf(page)).toEqual([PASSWORD, NEW, NEW]);
  await page.unroute(`**${PATH}`);
  await send(page).click();
  await page.getByText("Password changed.").waitFor();
});

it("names the fields of the password form as password managers expect", async () => {
  const { page, user } = await visitAccount();
  const kinds = await section(page)
    .locator("input")
    .evaluateAll((inputs: HTMLInputElement[]) => inputs.map(({ autocomplete }) => autocomplete));
  expect(kinds).toEqual(["username", "current-password", "new-password", "new-password"]);
  expect(await section(page).locator("input").first().inputValue()).toBe(user.email);
});
