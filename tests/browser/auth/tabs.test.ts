import type { Page } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { accountNav, eventually, readAll, readToken, provideBrowser, waitForReact } from "../../support/page";
import { register, signUp, type TestUser } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const login = (page: Page) => accountNav(page).getByRole("link", { name: "Log in" });
const logout = (page: Page) => accountNav(page).getByRole("button", { name: "Log out" });

async function openTab(page: Page, path: string): Promise<Page> {
  const tab = await page.context().newPage();
  await tab.goto(path);
  await waitForReact(tab);
  return tab;
}

async function logIn(page: Page, { email, password }: TestUser): Promise<void> {
  await page.getByLabel("Email", { exact: true }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await accountNav(page).getByText(email).waitFor();
}

it("shows a log-in and a log-out of one tab in the others at once", async () => {
  const user = await register(inkwell);
  const other = await visit("/");
  await login(other).waitFor();
  const tab = await openTab(other, "/login");
  await logIn(tab, user);
  await accountNav(other).getByText(user.email).waitFor();

  await logout(tab).click();
  await login(other).waitFor();
  expect(await readAll(other.locator("body"))).not.toContain(user.email);
});

it("leads a log-in page of another tab on", async () => {
  const user = await register(inkwell);
  const other = await visit("/login?next=%2Faccount");
  await logIn(await openTab(other, "/login"), user);
  await other.waitForURL("/account");
  await eventually(() => readAll(other.getByRole("main"))).toContain(user.email);
});

it("takes what is private off an account page of another tab", async () => {
  const { token, email } = await signUp(inkwell);
  const other = await visit("/account", { token });
  await eventually(() => readAll(other.getByRole("main"))).toContain(email);
  const tab = await openTab(other, "/");
  await logout(tab).click();
  await login(other).waitFor();
  expect(await readAll(other.locator("body"))).not.toContain(email);
});

it("shows in every tab that somebody else is signed in now", async () => {
  const first = await signUp(inkwell);
  const second = await register(inkwell);
  const other = await visit("/account", { token: first.token });
  await eventually(() => readAll(other.getByRole("main"))).toContain(first.email);
  const tab = await openTab(other, "/");
  await logout(tab).click();
  await login(tab).click();
  await logIn(tab, second);
  await accountNav(other).getByText(second.email).waitFor();
  expect(await readAll(other.locator("body"))).not.toContain(first.email);
  expect(await readToken(other)).toBe(await readToken(tab));
});

it("shows in the others that a token was refused in one", async () => {
  const { token, email } = await signUp(inkwell);
  const other = await visit("/", { token, expected: ["401 GET /api/users/me", "400 POST /api/users/token"] });
  await accountNav(other).getByText(email).waitFor();
  const tab = await other.context().newPage();
  await tab.route("**/api/users/me", (route) => route.continue({ headers: { authorization: "Bearer no" } }));
  await tab.goto("/");
  await login(tab).waitFor();
  await login(other).waitFor();
});
