import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, type BrowserContext } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findBrowser } from "../../support/browser";
import { submitLogin } from "../../support/browser-session";
import { provideInkwell } from "../../support/inkwell";
import { accountNav, loginLink, logoutButton, waitForReact } from "../../support/page";
import { addUser } from "../../support/users";

const BLOCK = 2;
const inkwell = provideInkwell();
const profile = mkdtempSync(path.join(tmpdir(), "inkwell-profile-"));
let context: BrowserContext;

beforeAll(async () => {
  mkdirSync(path.join(profile, "Default"));
  const preferences = { profile: { default_content_setting_values: { cookies: BLOCK } } };
  writeFileSync(path.join(profile, "Default/Preferences"), JSON.stringify(preferences));
  // The headless shell has no such setting.
  context = await chromium.launchPersistentContext(profile, {
    ...findBrowser("full"),
    baseURL: inkwell.url,
    chromiumSandbox: false,
    args: ["--disable-gpu", "--no-first-run"],
  });
});

afterAll(async () => {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
});

it("logs in for as long as the page is open in a browser that blocks cookies, storage and locks", async () => {
  const user = await addUser(inkwell);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  await page.goto("/login?next=%2Faccount");
  await waitForReact(page);
  expect(await page.evaluate(() => navigator.locks.query().catch(({ name }: Error) => name))).toBe(
    "SecurityError",
  );
  await submitLogin(page, user);
  await page.waitForURL("/account");
  await accountNav(page).getByText(user.email).waitFor();
  await page.getByLabel("Username", { exact: true }).waitFor();
  await logoutButton(page).click();
  await loginLink(page).waitFor();
  expect(errors).toEqual([]);
});
