import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { makeGate, provideBrowser, waitForReact, type Visit } from "../../support/page";
import { addUser, newUser, PASSWORD } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

/** Opens a page whose JavaScript does not arrive until `arrive` is called. */
async function visitBeforeScripts(path: string, options: Parameters<Visit>[1] = {}) {
  const gate = makeGate();
  const page = await visit(path, {
    ready: false,
    before: (context) =>
      context.route(/\/_next\/.*\.js(\?|$)/, (route) => gate.opened.then(() => route.continue())),
    ...options,
    // Deferred scripts delay the load event.
    waitUntil: "commit",
  });
  const arrive = async () => {
    gate.open();
    await waitForReact(page);
  };
  return { page, arrive };
}

it("keeps what was typed into the login form before its JavaScript arrived, and logs in with it", async () => {
  const user = await addUser(inkwell);
  const { page, arrive } = await visitBeforeScripts("/login");
  await page.getByLabel("Email", { exact: true }).fill(user.email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await arrive();
  expect(await page.getByLabel("Email", { exact: true }).inputValue()).toBe(user.email);
  await page.getByRole("main").getByRole("button", { name: "Log in" }).click();
  await page.waitForURL("/");
});

it("keeps what was typed into the registration form before its JavaScript arrived, and registers with it", async () => {
  const user = newUser();
  const { page, arrive } = await visitBeforeScripts("/register");
  await page.getByLabel("Username").fill(user.username);
  await page.getByLabel("Email").fill(user.email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Confirm password", { exact: true }).fill(PASSWORD);
  await arrive();
  expect(await page.getByLabel("Username").inputValue()).toBe(user.username);
  expect(await page.getByLabel("Confirm password", { exact: true }).inputValue()).toBe(PASSWORD);
  await page.getByRole("button", { name: "Register" }).click();
  await page.getByRole("dialog").waitFor();
});

it("says that the passwords do not match when they were typed before its JavaScript arrived", async () => {
  const { page, arrive } = await visitBeforeScripts("/register");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Confirm password", { exact: true }).fill("something else");
  await arrive();
  await page.getByText("Passwords do not match").waitFor();
});
