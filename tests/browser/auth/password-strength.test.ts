import type { Page, Response } from "playwright";
import { expect, it } from "vitest";
import { expectAccessible } from "../../support/accessibility";
import { provideInkwell } from "../../support/inkwell";
import { eventually, provideBrowser } from "../../support/page";
import { newUser } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const meter = (page: Page) => page.getByRole("meter", { name: "Password strength" });
const strength = (page: Page) => meter(page).getAttribute("aria-valuetext");
const HINT = "At least 8 characters";
const STRONG = "a canary that nobody has seen";

async function register(page: Page, password: string, overrides = {}): Promise<void> {
  const { username, email } = newUser(overrides);
  await field(page, "Username").fill(username);
  await field(page, "Email").fill(email);
  await field(page, "Password").fill(password);
  await field(page, "Confirm password").fill(password);
  await page.getByRole("button", { name: "Register" }).click();
}

it("announces the strength of a password in words once it is long enough", async () => {
  const page = await visit("/register");
  await field(page, "Username").fill("Ada Lovelace");
  await field(page, "Password").fill("dragon1");
  expect(await page.getByText(HINT).count()).toBe(1);
  await field(page, "Password").fill("dragon12");
  await eventually(() => strength(page)).toBe("Weak");
  const status = page.getByRole("status").filter({ has: meter(page) });
  expect(await status.innerText()).toContain("Weak");
  await field(page, "Password").fill("ada lovelace");
  await eventually(() => strength(page)).toBe("Weak");
  await field(page, "Password").fill(STRONG);
  await eventually(() => strength(page)).toBe("Strong");
  await field(page, "Password").fill("short");
  await page.getByText(HINT).waitFor();
  expect(await meter(page).count()).toBe(0);
});

it("shows at the password field that a password is too common, but accepts a weak one", async () => {
  const page = await visit("/register", { expected: ["422 POST /api/users"] });
  await register(page, "password1");
  await page.getByText("This one is too common").waitFor();
  expect(await field(page, "Password").getAttribute("aria-invalid")).toBe("true");
  const { username } = newUser();
  await register(page, `${username.toLowerCase()} x`, { username });
  await page.getByRole("dialog", { name: /account.*created/i }).waitFor();
});

it("loads the list of common passwords only when the password field is used", async () => {
  const scripts: Response[] = [];
  const page = await visit("/register", {
    before: async (context) =>
      context.on("response", (response) => {
        if (response.request().resourceType() === "script") scripts.push(response);
      }),
  });
  /** Returns how many of the scripts so far contain common passwords. */
  const countLists = async () => {
    const texts = await Promise.all(scripts.map((script) => script.text()));
    return texts.filter((text) => text.includes("qwertyuiop")).length;
  };
  await field(page, "Username").fill("Ada");
  // Links prefetch their pages when the browser is idle.
  await page.waitForLoadState("networkidle");
  expect(await countLists()).toBe(0);
  await field(page, "Password").focus();
  await eventually(countLists).toBe(1);
});

it("moves no field when the strength of the password appears in a window of 320 px", async () => {
  const page = await visit("/register", { width: 320 });
  const placeOf = (label: string) =>
    field(page, label).evaluate((input) => input.getBoundingClientRect().top);
  await field(page, "Password").focus();
  const places = [await placeOf("Password"), await placeOf("Confirm password")];
  await field(page, "Password").fill(STRONG);
  await meter(page).waitFor();
  expect([await placeOf("Password"), await placeOf("Confirm password")]).toEqual(places);
});

it("passes axe with a weak and a strong password", async () => {
  const page = await visit("/register", { reducedMotion: "reduce" });
  for (const [password, word] of [
    ["dragon12", "Weak"],
    [STRONG, "Strong"],
  ] as const) {
    await field(page, "Password").fill(password);
    await eventually(() => strength(page)).toBe(word);
    await expectAccessible(page);
  }
});

it("registers without the strength of the password if its script cannot be loaded", async () => {
  const page = await visit("/register", { expected: ["net::ERR_FAILED GET /_next/"] });
  await page.waitForLoadState("networkidle");
  await page.route("**/_next/**/*.js*", (route) => route.abort("failed"));
  await field(page, "Password").fill(STRONG);
  expect(await page.getByText(HINT).count()).toBe(1);
  await page.unroute("**/_next/**/*.js*");
  await register(page, STRONG);
  await page.getByRole("dialog", { name: /account.*created/i }).waitFor();
});
