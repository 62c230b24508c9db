import type { Page } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { eventually, readAll, recordRequests, provideBrowser } from "../../support/page";
import { newUser, PASSWORD, register } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const send = (page: Page) => page.getByRole("button", { name: "Register" });
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

const valuesOf = (page: Page) =>
  Promise.all(
    ["Username", "Email", "Password", "Confirm password"].map((label) => field(page, label).inputValue()),
  );

it("asks for username, email, password and confirm password, and password managers recognise them", async () => {
  const page = await visit("/register");
  const autocomplete = (label: string) => field(page, label).getAttribute("autocomplete");
  expect(await autocomplete("Username")).toBe("username");
  expect(await autocomplete("Email")).toBe("email");
  expect(await autocomplete("Password")).toBe("new-password");
  expect(await autocomplete("Confirm password")).toBe("new-password");
  expect(await field(page, "Password").getAttribute("minlength")).toBe("8");
  expect(await field(page, "Password").getAttribute("type")).toBe("password");
  expect(await field(page, "Confirm password").getAttribute("type")).toBe("password");
});

it("says at once, while the second password is typed, that the passwords do not match, and stops when they do", async () => {
  const page = await visit("/register");
  await field(page, "Password").fill("12345678");
  expect(await page.getByText(MISMATCH).count()).toBe(0);
  await field(page, "Confirm password").pressSequentially("1234567");
  await page.getByText(MISMATCH).waitFor();
  await field(page, "Confirm password").pressSequentially("8");
  await page.getByText(MISMATCH).waitFor({ state: "hidden" });
});

it("takes both passwords pasted, as people bring them from where they keep them", async () => {
  const page = await visit("/register");
  await field(page, "Username").fill(PASSWORD);
  for (const keys of ["ControlOrMeta+A", "ControlOrMeta+C"]) await field(page, "Username").press(keys);
  for (const label of ["Password", "Confirm password"]) await field(page, label).press("ControlOrMeta+V");
  expect(await valuesOf(page)).toEqual([PASSWORD, "", PASSWORD, PASSWORD]);
});

it("compares again when the first password is changed afterwards", async () => {
  const page = await visit("/register");
  await fill(page);
  await field(page, "Password").fill(`${PASSWORD}!`);
  await page.getByText(MISMATCH).waitFor();
  await field(page, "Password").fill(PASSWORD);
  await page.getByText(MISMATCH).waitFor({ state: "hidden" });
});

it("keeps the form from being sent by setCustomValidity while the passwords do not match", async () => {
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

it("tells what is missing or wrong at each field, before anything is sent", async () => {
  const page = await visit("/register");
  const requests = recordRequests(page, "POST", "/api/users");
  await send(page).click();
  for (const label of ["Username", "Email", "Password", "Confirm password"]) {
    await eventually(() => describe(page, label)).toMatch(/\b(?:Enter|Repeat|Use)\b/);
    expect(await field(page, label).getAttribute("aria-invalid")).toBe("true");
  }
  expect(await focusedLabel(page)).toBe("Username");

  await fill(page, { username: "Ada", email: "ada@nowhere", password: "short" });
  await send(page).click();
  await eventually(() => describe(page, "Email")).toContain("Enter an email address");
  await eventually(() => describe(page, "Password")).toContain("Use at least 8 characters");
  await eventually(() => field(page, "Username").getAttribute("aria-invalid")).not.toBe("true");
  expect(requests).toHaveLength(0);
});

it("shows what the server refuses at its field, both at once, and loses nothing that was typed", async () => {
  const taken = await register(inkwell);
  const page = await visit("/register", { expected: ["409 POST /api/users"] });
  await fill(page, taken);
  await send(page).click();
  await eventually(() => describe(page, "Username")).toContain("Username already exists");
  await eventually(() => describe(page, "Email")).toContain("Email already registered");
  expect(await valuesOf(page)).toEqual([taken.username, taken.email, PASSWORD, PASSWORD]);

  await fill(page);
  await send(page).click();
  await page.getByRole("dialog").waitFor();
});

it("makes one request of a doubled click", async () => {
  const page = await visit("/register");
  const requests = recordRequests(page, "POST", "/api/users");
  await fill(page);
  await send(page).dblclick();
  await page.getByRole("dialog").waitFor();
  expect(requests).toHaveLength(1);
});

it("says that the server cannot be reached, loses nothing that was typed, and can be sent again", async () => {
  const page = await visit("/register", { expected: ["net::ERR_INTERNET_DISCONNECTED POST /api/users"] });
  await page.route("**/api/users", (route) => route.abort("internetdisconnected"));
  const user = newUser();
  await fill(page, user);
  await send(page).click();
  await page.getByRole("main").getByRole("alert").filter({ hasText: "cannot be reached" }).waitFor();
  expect(await valuesOf(page)).toEqual([user.username, user.email, PASSWORD, PASSWORD]);
  await page.unroute("**/api/users");
  await send(page).click();
  await page.getByRole("dialog").waitFor();
});

const WAYS_ON: [string, (page: Page) => Promise<void>][] = [
  [
    "its button",
    (page) =>
      page
        .getByRole("dialog")
        .getByRole("button", { name: /log ?in/i })
        .click(),
  ],
  ["its cross", (page) => page.getByRole("dialog").getByRole("button", { name: "Close" }).click()],
  ["Escape", (page) => page.keyboard.press("Escape")],
];
it.each(WAYS_ON)(
  "says in a dialog that the account was created, which leads to /login by %s",
  async (_, goOn) => {
    const page = await visit("/register");
    await fill(page);
    await send(page).click();
    await page.getByRole("dialog", { name: /account.*created/i }).waitFor();
    await goOn(page);
    await page.waitForURL("**/login");
    await page.getByRole("heading", { level: 1, name: "Log in" }).waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
  },
);

it("leads on through log-in to the page that the person came for", async () => {
  const user = newUser();
  const page = await visit("/login?next=%2Faccount");
  await page
    .getByRole("main")
    .getByRole("link", { name: /register/i })
    .click();
  await fill(page, user);
  await send(page).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /log ?in/i })
    .click();
  await page.waitForURL("**/login?next=%2Faccount");
  await field(page, "Email").fill(user.email);
  await field(page, "Password").fill(user.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL("/account");
  await eventually(() => readAll(page.getByRole("main"))).toContain(user.email);
});

const focusedLabel = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLInputElement).labels?.[0]?.textContent);

/** What a screen reader says about a field besides its label. */
function describe(page: Page, label: string): Promise<string> {
  return field(page, label).evaluate((input) =>
    (input.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent)
      .join(" "),
  );
}
