import type { Locator, Page } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import {
  accountNav,
  eventually,
  hasFocus,
  loginLink,
  logoutButton,
  provideBrowser,
} from "../../support/page";
import { newUser, signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

/** The front page has several links for each of twenty posts. */
const MOST_TABS = 100;

/** Presses Tab until `target` has the focus, and expects that the focus is visible at every step. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press("Tab");
    expect(await focusMarks(page), "what shows the focus").not.toEqual([]);
    if (await hasFocus(target)) return;
  }
  throw new Error(`Tab does not lead to ${target}`);
}

/**
 * Returns what shows the focus: an outline, or the line under a field, on the element itself or close around it. Between
 * the last element and the first, the focus is on the window.
 */
function focusMarks(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    let element = document.activeElement;
    const marks = element === document.body ? ["the window"] : [];
    for (let step = 0; element && element !== document.body && step < 3; step += 1) {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
      if (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1)
        marks.push(`${outlineWidth} ${outlineColor}`);
      if (boxShadow !== "none") marks.push(boxShadow);
      element = element.parentElement;
    }
    return marks;
  });
}

const isInDialog = (page: Page) =>
  page.evaluate(() => Boolean(document.activeElement?.closest('[role="dialog"]')));

it("registers, logs in and logs out by keyboard, and shows the focus at every step", async () => {
  const user = newUser();
  const page = await visit("/");
  await tabTo(page, accountNav(page).getByRole("link", { name: "Register" }));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Register" }).waitFor();
  const typed = [
    ["Username", user.username],
    ["Email", user.email],
    ["Password", user.password],
    ["Confirm password", user.password],
  ] as const;
  for (const [label, value] of typed) {
    await tabTo(page, page.getByLabel(label, { exact: true }));
    await page.keyboard.type(value);
  }
  await page.keyboard.press("Enter");

  const toLogin = page.getByRole("dialog").getByRole("button", { name: /log ?in/i });
  await toLogin.waitFor();
  await eventually(() => isInDialog(page)).toBe(true);
  for (let tabs = 0; tabs < 5; tabs += 1) {
    await page.keyboard.press("Tab");
    await eventually(() => isInDialog(page)).toBe(true);
  }
  await page.keyboard.press("Shift+Tab");
  await eventually(() => isInDialog(page)).toBe(true);
  if (!(await hasFocus(toLogin))) await tabTo(page, toLogin);
  await page.keyboard.press("Enter");

  await page.getByRole("heading", { level: 1, name: "Log in" }).waitFor();
  await tabTo(page, page.getByLabel("Email", { exact: true }));
  await page.keyboard.type(user.email);
  await tabTo(page, page.getByLabel("Password", { exact: true }));
  await page.keyboard.type(user.password);
  await page.keyboard.press("Enter");

  await page.waitForURL("/");
  await tabTo(page, logoutButton(page));
  await page.keyboard.press("Enter");
  await loginLink(page).waitFor();
});

it("focuses the link past the bar to the content with the first Tab on every page", async () => {
  const { token } = await signUp(inkwell);
  const page = await visit("/", { token });
  for (const path of ["/", "/search?q=ink", "/account", "/docs/errors"]) {
    await page.goto(path);
    await logoutButton(page).waitFor();
    const skip = page.getByRole("link", { name: "Skip to content" });
    await page.keyboard.press("Tab");
    expect(await hasFocus(skip), path).toBe(true);
    const box = await skip.boundingBox();
    expect(box?.width).toBeGreaterThan(24);
    expect(box?.height).toBeGreaterThanOrEqual(24);
    await page.keyboard.press("Enter");
    await eventually(() => hasFocus(page.getByRole("main"))).toBe(true);
    await page.keyboard.press("Tab");
    expect(await page.getByRole("banner").locator(":focus").count(), path).toBe(0);
  }
});

it("shows and hides a password by keyboard without losing what was typed", async () => {
  const page = await visit("/login");
  const password = page.getByLabel("Password", { exact: true });
  await password.fill("what nobody sees");
  await tabTo(page, page.getByRole("button", { name: /show password/i }));
  await page.keyboard.press("Space");
  await eventually(() => password.getAttribute("type")).toBe("text");
  expect(await password.inputValue()).toBe("what nobody sees");
  await page.getByRole("button", { name: /hide password/i }).press("Enter");
  await eventually(() => password.getAttribute("type")).toBe("password");
});
