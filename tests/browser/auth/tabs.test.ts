import { expect, it } from "vitest";
import { submitLogin } from "../../support/browser-session";
import { provideInkwell } from "../../support/inkwell";
import {
  accountNav,
  eventually,
  loginLink,
  logoutButton,
  openTab,
  provideBrowser,
  readAll,
  readToken,
} from "../../support/page";
import { addUser, signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

it("shows a login and a logout of one tab in the others at once", async () => {
  const user = await addUser(inkwell);
  const other = await visit("/");
  await loginLink(other).waitFor();
  const tab = await openTab(other, "/login");
  await submitLogin(tab, user);
  await accountNav(other).getByText(user.email).waitFor();

  await logoutButton(tab).click();
  await loginLink(other).waitFor();
  expect(await readAll(other.locator("body"))).not.toContain(user.email);
});

it("leads the login page of one tab to next after a login in another tab", async () => {
  const user = await addUser(inkwell);
  const other = await visit("/login?next=%2Faccount");
  await submitLogin(await openTab(other, "/login"), user);
  await other.waitForURL("/account");
  await eventually(() => readAll(other.getByRole("main"))).toContain(user.email);
});

it("removes private data from the account page after a logout in another tab", async () => {
  const { token, email } = await signUp(inkwell);
  const other = await visit("/account", { token });
  await eventually(() => readAll(other.getByRole("main"))).toContain(email);
  const tab = await openTab(other, "/");
  await logoutButton(tab).click();
  await loginLink(other).waitFor();
  expect(await readAll(other.locator("body"))).not.toContain(email);
});

it("shows in every tab that another user has logged in in one", async () => {
  const first = await signUp(inkwell);
  const second = await addUser(inkwell);
  const other = await visit("/account", { token: first.token });
  await eventually(() => readAll(other.getByRole("main"))).toContain(first.email);
  const tab = await openTab(other, "/");
  await logoutButton(tab).click();
  await loginLink(tab).click();
  await submitLogin(tab, second);
  await accountNav(other).getByText(second.email).waitFor();
  expect(await readAll(other.locator("body"))).not.toContain(first.email);
  expect(await readToken(other)).toBe(await readToken(tab));
});

it("shows in every tab that the server rejected the token in one", async () => {
  const { token, email } = await signUp(inkwell);
  const other = await visit("/", { token, expected: ["401 GET /api/users/me", "400 POST /api/users/token"] });
  await accountNav(other).getByText(email).waitFor();
  const tab = await other.context().newPage();
  await tab.route("**/api/users/me", (route) => route.continue({ headers: { authorization: "Bearer no" } }));
  await tab.goto("/");
  await loginLink(tab).waitFor();
  await loginLink(other).waitFor();
});
