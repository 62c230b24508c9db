import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { accountNav, eventually, makeGate, readAll, provideBrowser } from "../../support/page";
import { register, signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

it("leads whoever is signed out to /login and, after log-in, back", async () => {
  const user = await register(inkwell);
  const page = await visit("/account");
  await page.waitForURL("**/login?next=%2Faccount");
  await page.getByLabel("Email", { exact: true }).fill(user.email);
  await page.getByLabel("Password", { exact: true }).fill(user.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL("/account");
  await eventually(() => readAll(page.getByRole("main"))).toContain(user.email);

  // Both moves replaced an entry of the history, so that the way back is not the log-in page.
  await page.goBack();
  expect(page.url()).toBe("about:blank");
});

it("leads whoever holds an expired token to /login, too", async () => {
  const page = await visit("/account", {
    token: "expired",
    expected: ["401 GET /api/users/me", "400 POST /api/users/token"],
  });
  await page.waitForURL("**/login?next=%2Faccount");
});

it("shows the username and the e-mail of the person alone", async () => {
  const someoneElse = await register(inkwell);
  const { token, username, email } = await signUp(inkwell);
  const page = await visit("/account", { token });
  await eventually(() => readAll(page.getByRole("main"))).toContain(email);
  expect(await readAll(page.getByRole("main"))).toContain(username);
  expect(await readAll(page.locator("body"))).not.toContain(someoneElse.email);
});

it("is where the e-mail in the bar leads", async () => {
  const { token, email } = await signUp(inkwell);
  const page = await visit("/", { token });
  await accountNav(page).getByRole("link", { name: email }).click();
  await page.waitForURL("/account");
});

it("says that it loads until the server has answered, and holds nothing private before", async () => {
  const { token, email, username } = await signUp(inkwell);
  const gate = makeGate();
  const page = await visit("/account", {
    token,
    before: (context) =>
      context.route("**/api/users/me", (route) => gate.opened.then(() => route.continue())),
  });
  await page
    .getByRole("main")
    .getByRole("status")
    .filter({ hasText: /loading/i })
    .waitFor();
  expect(await page.content()).not.toContain(email);
  expect(await page.content()).not.toContain(username);
  gate.open();
  await eventually(() => readAll(page.getByRole("main"))).toContain(email);
});
