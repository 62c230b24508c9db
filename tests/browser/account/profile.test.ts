import type { Page } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { accountNav, eventually, provideBrowser, recordRequests } from "../../support/page";
import { publish } from "../../support/posts";
import { newUser, register, signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const field = (page: Page, label: string) => page.getByRole("main").getByLabel(label, { exact: true });
const save = (page: Page) => page.getByRole("button", { name: "Save changes" });

/** What a field says of itself, hint and error. */
function describe(page: Page, label: string): Promise<string> {
  return field(page, label).evaluate((input) =>
    (input.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent ?? "")
      .join(" "),
  );
}

async function fill(page: Page, { username, email }: { username: string; email: string }): Promise<void> {
  await field(page, "Username").fill(username);
  await field(page, "Email").fill(email);
}

const valuesOf = async (page: Page) => [
  await field(page, "Username").inputValue(),
  await field(page, "Email").inputValue(),
];

it("changes the name and the e-mail, in the bar and beside the posts at once", async () => {
  const user = await signUp(inkwell);
  await publish(inkwell, user);
  const page = await visit("/", { token: user.token });
  await page.evaluate(() => void Object.assign(window, { marked: true }));
  await accountNav(page).getByRole("link", { name: user.email }).click();
  await field(page, "Username").waitFor();
  expect(await valuesOf(page)).toEqual([user.username, user.email]);
  const { username, email } = newUser();
  await fill(page, { username, email });
  await save(page).click();
  await accountNav(page).getByRole("link", { name: email }).waitFor();
  expect(await valuesOf(page)).toEqual([username, email]);
  await page.goBack();
  await page.getByRole("article").first().getByRole("link", { name: username }).waitFor();
  expect(await page.evaluate(() => "marked" in window)).toBe(true);
  await page.reload();
  await accountNav(page).getByRole("link", { name: email }).waitFor();
});

it("shows what is taken at its field, and keeps what was typed", async () => {
  const taken = await register(inkwell);
  const user = await signUp(inkwell);
  const page = await visit("/account", {
    token: user.token,
    expected: [`409 PATCH /api/users/${user.id}`],
  });
  await fill(page, taken);
  await save(page).click();
  await eventually(() => describe(page, "Username")).toContain("Username already exists");
  await eventually(() => describe(page, "Email")).toContain("Email already registered");
  expect(await valuesOf(page)).toEqual([taken.username, taken.email]);
  await accountNav(page).getByRole("link", { name: user.email }).waitFor();

  const free = newUser();
  await fill(page, free);
  await save(page).click();
  await accountNav(page).getByRole("link", { name: free.email }).waitFor();
});

it("tells what is wrong at its field, before anything is sent", async () => {
  const { token, id } = await signUp(inkwell);
  const page = await visit("/account", { token });
  const requests = recordRequests(page, "PATCH", `/api/users/${id}`);
  await fill(page, { username: " ", email: "ada@nowhere" });
  await save(page).click();
  await eventually(() => describe(page, "Username")).toContain("Enter a username");
  await eventually(() => describe(page, "Email")).toContain("Enter an email address");
  expect(requests).toHaveLength(0);
});

it("says that the server cannot be reached, keeps what was typed, and can be sent again", async () => {
  const { token, id } = await signUp(inkwell);
  const path = `/api/users/${id}`;
  const page = await visit("/account", {
    token,
    expected: [`net::ERR_INTERNET_DISCONNECTED PATCH ${path}`],
  });
  await page.route(`**${path}`, (route) => route.abort("internetdisconnected"));
  const { username, email } = newUser();
  await fill(page, { username, email });
  await save(page).click();
  await page.getByRole("main").getByRole("alert").filter({ hasText: "cannot be reached" }).waitFor();
  expect(await valuesOf(page)).toEqual([username, email]);
  await page.unroute(`**${path}`);
  await save(page).dblclick();
  await accountNav(page).getByRole("link", { name: email }).waitFor();
});
