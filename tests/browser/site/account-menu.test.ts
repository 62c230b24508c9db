import type { Page } from "playwright";
import { beforeAll, describe, expect, it } from "vitest";
import { expectAccessible } from "../../support/accessibility";
import { provideInkwell } from "../../support/inkwell";
import {
  accountNav,
  addressOf,
  chooseInMenu,
  emailButton,
  eventually,
  hasFocus,
  isMarked,
  logoutButton,
  mark,
  provideBrowser,
} from "../../support/page";
import { signUp, type Author } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);
let user: Author;

beforeAll(async () => {
  user = await signUp(inkwell);
});

const button = (page: Page) => emailButton(page, user.email);
const link = (page: Page, name: string) => accountNav(page).getByRole("link", { name, exact: true });
const isOpen = (page: Page) => link(page, "Drafts").isVisible();
const boxes = (page: Page) =>
  Promise.all(
    [page.getByRole("banner"), page.getByRole("main"), button(page)].map((part) => part.boundingBox()),
  );

describe.each([320, 1280])("the email in the bar, at %d px,", (width) => {
  it("opens a menu that leads to what belongs to the user, and closes it on the way", async () => {
    const page = await visit("/", { token: user.token, width });
    await mark(page);
    for (const [name, path] of [
      ["My posts", `/users/${user.id}/posts`],
      ["Drafts", "/drafts"],
      ["Account", "/account"],
    ] as const) {
      await chooseInMenu(page, user.email, name);
      await eventually(() => addressOf(page)).toBe(path);
      await eventually(() => isOpen(page)).toBe(false);
      const current = accountNav(page).locator("[aria-current=page]");
      expect(await current.evaluateAll((all) => all.map(({ textContent }) => textContent))).toEqual([name]);
    }
    expect(await isMarked(page)).toBe(true);
  });

  it("opens the menu within the window, over the page, and moves nothing", async () => {
    const page = await visit("/", { token: user.token, width });
    await button(page).waitFor();
    const before = await boxes(page);
    await button(page).click();
    expect(await boxes(page)).toEqual(before);
    for (const shown of [link(page, "New Post"), logoutButton(page)])
      expect(await shown.isVisible()).toBe(true);
    const [mail, menu] = await Promise.all([button(page).boundingBox(), link(page, "Drafts").boundingBox()]);
    expect(menu?.x).toBeGreaterThanOrEqual(0);
    expect((menu?.x ?? 0) + (menu?.width ?? 0)).toBeLessThanOrEqual(width);
    expect(Math.abs((menu?.x ?? 0) - (mail?.x ?? 0)), "from the left end of the email").toBeLessThan(16);
    expect(menu?.y).toBeGreaterThanOrEqual((mail?.y ?? 0) + (mail?.height ?? 0));
  });
});

it("opens and leaves the menu by keyboard", async () => {
  const page = await visit("/", { token: user.token });
  await button(page).focus();
  await page.keyboard.press("Enter");
  for (const name of ["My posts", "Drafts", "Account"]) {
    await page.keyboard.press("Tab");
    expect(await hasFocus(link(page, name)), name).toBe(true);
  }
  await page.keyboard.press("Escape");
  expect(await isOpen(page)).toBe(false);
  expect(await hasFocus(button(page))).toBe(true);

  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+Tab");
  expect(await isOpen(page), "after Shift+Tab").toBe(false);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  for (let tabs = 0; tabs < 4; tabs += 1) await page.keyboard.press("Tab");
  expect(await hasFocus(logoutButton(page))).toBe(true);
  expect(await isOpen(page), "after Tab").toBe(false);

  await button(page).press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(`/users/${user.id}/posts`);
});

it("closes the menu at a click elsewhere, a second click on the email, and Back", async () => {
  const page = await visit("/", { token: user.token });
  await button(page).click();
  expect(await isOpen(page)).toBe(true);
  await page.getByRole("heading", { level: 1 }).click();
  expect(await isOpen(page)).toBe(false);
  await button(page).click();
  await button(page).click();
  expect(await isOpen(page)).toBe(false);
  await chooseInMenu(page, user.email, "Account");
  await page.waitForURL("/account");
  await button(page).click();
  await page.goBack();
  await page.waitForURL("/");
  await eventually(() => isOpen(page)).toBe(false);
});

it("passes axe and fits 320 px with the menu open", async () => {
  const page = await visit("/", { token: user.token, reducedMotion: "reduce" });
  await button(page).click();
  await link(page, "Account").waitFor();
  await expectAccessible(page);
});
