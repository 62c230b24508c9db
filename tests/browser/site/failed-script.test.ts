import type { Page } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { addressOf, isMarked, loginLink, mark, provideBrowser } from "../../support/page";
import { newUser, signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);
const SCRIPTS = /\/_next\/static\/.*\.js/;
const expected = ["net::ERR_FAILED GET /_next/static/", "404 GET /_next/static/"];

/** Lets scripts fail that the page has not loaded yet: without a connection, or because a new version has replaced them. */
const FAILURES: [string, (page: Page) => Promise<unknown>][] = [
  ["that cannot be reached", (page) => page.route(SCRIPTS, (route) => route.abort())],
  ["that no longer exists", (page) => page.route(SCRIPTS, (route) => route.fulfill({ status: 404 }))],
];

it.each(FAILURES)(
  "says at the button that a dialog %s did not load, and opens it later",
  async (_what, fail) => {
    const { token } = await signUp(inkwell);
    const page = await visit("/account", { token, expected });
    await mark(page);
    const opener = page.getByRole("main").getByRole("button", { name: "Delete account…" });
    await opener.waitFor();
    await fail(page);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await opener.click();
      await page.getByRole("main").getByRole("alert").filter({ hasText: "could not be loaded" }).waitFor();
    }
    await page.unroute(SCRIPTS);
    await opener.click();
    await page.getByRole("dialog", { name: "Delete your account?" }).waitFor();
    expect(await isMarked(page)).toBe(true);
  },
);

it.each(FAILURES)(
  "says that a page with a script %s could not be loaded, and loads it later",
  async (_what, fail) => {
    const page = await visit("/", { expected: [...expected, "console: ", "uncaught: ChunkLoadError"] });
    await loginLink(page).waitFor();
    await fail(page);
    await loginLink(page).click();
    await page.getByRole("heading", { name: "This page could not be loaded" }).waitFor();
    await page.unroute(SCRIPTS);
    await page.getByRole("main").getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "Log in" }).waitFor();
    expect(addressOf(page)).toBe("/login");
  },
);

it("registers and leads to the login page although the dialog in between does not load", async () => {
  const { username, email, password } = newUser();
  const page = await visit("/register", { expected });
  await page.route(SCRIPTS, (route) => route.abort());
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Confirm password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Register" }).click();
  await page.getByText("Your account was created.").waitFor();
  await page.unroute(SCRIPTS);
  await page.getByRole("status").getByRole("link", { name: "Log in" }).click();
  await page.waitForURL("/login");
});
