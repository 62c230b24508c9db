import type { Page } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { accountNav, eventually, provideBrowser, readToken, recordRequests } from "../../support/page";
import { logInOn, statusOf } from "../../support/session";
import { PASSWORD, register, type TestUser } from "../../support/users";

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

async function visitAccount(user: TestUser, expected: string[] = []): Promise<Page> {
  const page = await visit("/login?next=%2Faccount", { expected });
  await logInOn(page, user);
  await page.waitForURL("/account");
  await send(page).waitFor();
  return page;
}

async function fill(page: Page, ...values: [string, string, string]): Promise<void> {
  for (const [index, label] of LABELS.entries()) await field(page, label).fill(values[index] ?? "");
}

it("changes the password, ends the other browser's session and keeps this one's", async () => {
  const user = await register(inkwell);
  const other = await visitAccount(user, ["401 GET /api/users/me", "400 POST /api/users/token"]);
  const page = await visitAccount(user);
  await fill(page, PASSWORD, NEW, NEW);
  await send(page).click();
  await page.getByText("Password changed.").waitFor();
  expect(await valuesOf(page)).toEqual(["", "", ""]);
  expect(await statusOf(inkwell, (await readToken(page)) ?? "")).toBe(200);
  // The list has heard of it.
  await eventually(() => page.getByRole("region", { name: "Sessions" }).getByRole("listitem").count()).toBe(
    1,
  );

  await other.reload();
  await other.waitForURL("**/login?next=%2Faccount");
  await logInOn(other, { ...user, password: NEW });
  await accountNav(other).getByText(user.email).waitFor();
});

it("tells at its field that the current password is wrong, and keeps what was typed", async () => {
  const page = await visitAccount(await register(inkwell), [`403 PUT ${PATH}`]);
  await fill(page, "not the password", NEW, NEW);
  await send(page).click();
  await section(page).getByText("This is not your current password").waitFor();
  expect(await field(page, "Current password").getAttribute("aria-invalid")).toBe("true");
  expect(await valuesOf(page)).toEqual(["not the password", NEW, NEW]);
});

it("tells what is wrong with the new password, before anything is sent", async () => {
  const page = await visitAccount(await register(inkwell));
  const requests = recordRequests(page, "PUT", PATH);
  await fill(page, PASSWORD, "short", "other");
  await section(page).getByText("Passwords do not match").waitFor();
  await send(page).click();
  await section(page).getByText("Use at least 8 characters").waitFor();
  await field(page, "New password").fill(NEW);
  await field(page, "Confirm new password").fill(NEW);
  await eventually(() => section(page).getByText("Passwords do not match").count()).toBe(0);
  expect(requests).toHaveLength(0);
});

it("says that the server cannot be reached, keeps what was typed, and can be sent again", async () => {
  const page = await visitAccount(await register(inkwell), ["net::ERR_INTERNET_DISCONNECTED"]);
  await page.route(`**${PATH}`, (route) => route.abort("internetdisconnected"));
  await fill(page, PASSWORD, NEW, NEW);
  await send(page).click();
  await section(page).getByRole("alert").filter({ hasText: "cannot be reached" }).waitFor();
  expect(await valuesOf(page)).toEqual([PASSWORD, NEW, NEW]);
  await page.unroute(`**${PATH}`);
  await send(page).click();
  await page.getByText("Password changed.").waitFor();
});

it("names its fields as password managers expect", async () => {
  const user = await register(inkwell);
  const page = await visitAccount(user);
  const kinds = await section(page)
    .locator("input")
    .evaluateAll((inputs: HTMLInputElement[]) => inputs.map(({ autocomplete }) => autocomplete));
  expect(kinds).toEqual(["username", "current-password", "new-password", "new-password"]);
  expect(await section(page).locator("input").first().inputValue()).toBe(user.email);
});
