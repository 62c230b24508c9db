import { expect, it } from "vitest";
import { submitLogin } from "../../support/browser-session";
import { provideInkwell } from "../../support/inkwell";
import { chooseInMenu, eventually, makeGate, provideBrowser, readAll } from "../../support/page";
import { addUser, signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

it("leads logged-out visitors of /account to the login page, and back after the login", async () => {
  const user = await addUser(inkwell);
  const page = await visit("/account");
  await page.waitForURL("**/login?next=%2Faccount");
  await submitLogin(page, user);
  await page.waitForURL("/account");
  await eventually(() => readAll(page.getByRole("main"))).toContain(user.email);

  // Both redirects replaced their entry of the history, so that going back skips the login page.
  await page.goBack();
  expect(page.url()).toBe("about:blank");
});

it("leads visitors of /account with an expired token to the login page", async () => {
  const page = await visit("/account", {
    token: "expired",
    expected: ["401 GET /api/users/me", "400 POST /api/users/token"],
  });
  await page.waitForURL("**/login?next=%2Faccount");
});

it("shows only the current user's username and email on /account, to which the menu in the bar leads", async () => {
  const someoneElse = await addUser(inkwell);
  const { token, username, email } = await signUp(inkwell);
  const page = await visit("/", { token });
  await chooseInMenu(page, email, "Account");
  await page.waitForURL("/account");
  await eventually(() => readAll(page.getByRole("main"))).toContain(email);
  expect(await readAll(page.getByRole("main"))).toContain(username);
  expect(await readAll(page.locator("body"))).not.toContain(someoneElse.email);
});

it("says on /account that it is loading, and contains nothing private until the server has responded", async () => {
  const { token, email, username } = await signUp(inkwell);
  const gate = makeGate();
  const page = await visit("/account", {
    token,
    before: (context) =>
      context.route("**/api/users/me", (route) => gate.opened.then(() => route.continue())),
  });
  const status = page.getByRole("main").getByRole("status");
  await status.filter({ hasText: /loading/i }).waitFor();
  expect(await page.content()).not.toContain(email);
  expect(await page.content()).not.toContain(username);
  gate.open();
  await eventually(() => readAll(page.getByRole("main"))).toContain(email);
});
