import type { Page } from "playwright";
import { expect, it } from "vitest";
import { submitLogin } from "../../support/browser-session";
import { provideInkwell } from "../../support/inkwell";
import { describeField, eventually, provideBrowser, readAll, recordRequests } from "../../support/page";
import { addUser, newUser, PASSWORD } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const send = (page: Page) => page.getByRole("button", { name: "Register" });
const created = (page: Page) => page.getByRole("dialog", { name: /account.*created/i });
const MISMATCH = "Passwords do not match";

async function fill(
  page: Page,
  { username, email, password } = newUser(),
  confirmation = password,
): Promise<void> {
  await field(page, "Username").fill(username);
  await field(page, "Email").fill(email);
  await field(page, "Password").fill(password);
  await field(page, "Confirm password").fill(confirmation);
}

/** Expects that the dialog after a registration, however it is closed, leads to the login page. */
async function expectLoginPage(page: Page): Promise<void> {
  await page.waitForURL("**/login");
  await page.getByRole("heading", { level: 1, name: "Log in" }).waitFor();
  expect(await page.getByRole("dialog").count()).toBe(0);
}

const valuesOf = (page: Page) =>
  Promise.all(
    ["Username", "Email", "Password", "Confirm password"].map((label) => field(page, label).inputValue()),
  );

it("names the fields of the registration form as password managers expect, and accepts pasted passwords", async () => {
  const page = await visit("/register");
  const read = (label: string, name: string) => field(page, label).getAttribute(name);
  expect(await read("Username", "autocomplete")).toBe("nickname");
  expect(await read("Email", "autocomplete")).toBe("username");
  expect(await read("Email", "type")).toBe("email");
  for (const label of ["Password", "Confirm password"]) {
    expect(await read(label, "autocomplete")).toBe("new-password");
    expect(await read(label, "type")).toBe("password");
    expect(await read(label, "minlength")).toBe("8");
  }

  await field(page, "Username").fill(PASSWORD);
  for (const keys of ["ControlOrMeta+A", "ControlOrMeta+C"]) await field(page, "Username").press(keys);
  for (const label of ["Password", "Confirm password"]) await field(page, label).press("ControlOrMeta+V");
  expect(await valuesOf(page)).toEqual([PASSWORD, "", PASSWORD, PASSWORD]);
});

it("says that the passwords do not match while either is typed, and stops when they do", async () => {
  const page = await visit("/register");
  await field(page, "Password").fill("12345678");
  expect(await page.getByText(MISMATCH).count()).toBe(0);
  await field(page, "Confirm password").pressSequentially("1234567");
  await page.getByText(MISMATCH).waitFor();
  await field(page, "Confirm password").pressSequentially("8");
  await page.getByText(MISMATCH).waitFor({ state: "hidden" });
  await field(page, "Password").fill("12345678!");
  await page.getByText(MISMATCH).waitFor();
  await field(page, "Password").fill("12345678");
  await page.getByText(MISMATCH).waitFor({ state: "hidden" });
});

it("does not send the registration while the passwords do not match, and marks the field as invalid by setCustomValidity", async () => {
  const page = await visit("/register");
  const requests = recordRequests(page, "POST", "/api/users");
  await fill(page, newUser(), "something else");
  const confirmation = field(page, "Confirm password");
  const read = () => confirmation.evaluate((input: HTMLInputElement) => input.validationMessage);
  await eventually(read).toBe(MISMATCH);
  await send(page).click();
  await field(page, "Confirm password").press("Enter");
  expect(await page.getByText(MISMATCH).count()).toBe(1);
  await confirmation.fill(PASSWORD);
  await eventually(read).toBe("");
  await send(page).click();
  await page.getByRole("dialog").waitFor();
  expect(requests).toHaveLength(1);
});

it("shows at each field of the registration what is missing or invalid, and sends nothing", async () => {
  const page = await visit("/register");
  const requests = recordRequests(page, "POST", "/api/users");
  await send(page).click();
  for (const label of ["Username", "Email", "Password", "Confirm password"]) {
    await eventually(() => describeField(field(page, label))).toMatch(/\b(?:Enter|Repeat|Use)\b/);
    expect(await field(page, label).getAttribute("aria-invalid")).toBe("true");
  }
  expect(await focusedLabel(page)).toBe("Username");

  await fill(page, { username: "Ada", email: "ada@nowhere", password: "short" });
  await send(page).click();
  await eventually(() => describeField(field(page, "Email"))).toContain("Enter an email address");
  await eventually(() => describeField(field(page, "Password"))).toContain("Use at least 8 characters");
  await eventually(() => field(page, "Username").getAttribute("aria-invalid")).not.toBe("true");
  expect(requests).toHaveLength(0);
});

it("shows at their fields that username and email are taken, keeps what was typed, and can be sent again", async () => {
  const taken = await addUser(inkwell);
  const page = await visit("/register", { expected: ["409 POST /api/users"] });
  await fill(page, taken);
  await send(page).click();
  await eventually(() => describeField(field(page, "Username"))).toContain("Username already exists");
  await eventually(() => describeField(field(page, "Email"))).toContain("Email already registered");
  expect(await valuesOf(page)).toEqual([taken.username, taken.email, PASSWORD, PASSWORD]);

  await fill(page);
  await send(page).click();
  await created(page).getByRole("button", { name: "Close" }).click();
  await expectLoginPage(page);
});

it("registers once for a double click", async () => {
  const page = await visit("/register");
  const requests = recordRequests(page, "POST", "/api/users");
  await fill(page);
  await send(page).dblclick();
  await created(page).waitFor();
  expect(requests).toHaveLength(1);
});

it("says that the server cannot be reached, keeps the typed registration, and can be sent again", async () => {
  const page = await visit("/register", { expected: ["net::ERR_INTERNET_DISCONNECTED POST /api/users"] });
  await page.route("**/api/users", (route) => route.abort("internetdisconnected"));
  const user = newUser();
  await fill(page, user);
  await send(page).click();
  await page.getByRole("main").getByRole("alert").filter({ hasText: "cannot be reached" }).waitFor();
  expect(await valuesOf(page)).toEqual([user.username, user.email, PASSWORD, PASSWORD]);
  await page.unroute("**/api/users");
  await send(page).click();
  await created(page).waitFor();
  await page.keyboard.press("Escape");
  await expectLoginPage(page);
});

it("leads through registration and login to the page that the visitor came for", async () => {
  const user = newUser();
  const page = await visit("/login?next=%2Faccount");
  await page
    .getByRole("main")
    .getByRole("link", { name: /register/i })
    .click();
  await fill(page, user);
  await send(page).click();
  await created(page)
    .getByRole("button", { name: /log ?in/i })
    .click();
  await page.waitForURL("**/login?next=%2Faccount");
  expect(await field(page, "Email").inputValue()).toBe(user.email);
  await submitLogin(page, user);
  await page.waitForURL("/account");
  await eventually(() => readAll(page.getByRole("main"))).toContain(user.email);
});

const focusedLabel = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLInputElement).labels?.[0]?.textContent);
