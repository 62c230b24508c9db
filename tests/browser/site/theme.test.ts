import type { Page } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { eventually, hasFocus, openTab, provideBrowser, waitForReact } from "../../support/page";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const button = (page: Page) => page.getByRole("button", { name: /^Theme/ });
const choice = (page: Page, name: string) => page.getByRole("radio", { name });
const background = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

async function choose(page: Page, name: string): Promise<void> {
  await button(page).click();
  await page.getByText(name, { exact: true }).filter({ visible: true }).click();
  await choice(page, name).waitFor({ state: "hidden" });
}

/** Whether the background is dark, as painted: a computed color may be in any of many notations. */
function isDark(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d");
    if (canvas === null) throw new Error("No canvas");
    canvas.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const [red = NaN, green = NaN, blue = NaN] = canvas.getImageData(0, 0, 1, 1).data;
    return red + green + blue < 3 * 128;
  });
}

it("follows the theme of the system until a visitor chooses one, even while the page is open", async () => {
  const page = await visit("/", { colorScheme: "light" });
  expect(await isDark(page)).toBe(false);
  await page.emulateMedia({ colorScheme: "dark" });
  await eventually(() => isDark(page)).toBe(true);
  await button(page).click();
  expect(await choice(page, "System").isChecked()).toBe(true);
});

it.each([
  ["Dark", "light", true],
  ["Light", "dark", false],
] as const)(
  "switches to %s on a %s system, and keeps the theme after a reload and on other pages",
  async (name, system, dark) => {
    const page = await visit("/", { colorScheme: system });
    expect(await isDark(page)).toBe(!dark);
    await choose(page, name);
    await eventually(() => isDark(page)).toBe(dark);
    await page.reload();
    await waitForReact(page);
    expect(await isDark(page)).toBe(dark);
    await page.goto("/login");
    await waitForReact(page);
    expect(await isDark(page)).toBe(dark);
    await button(page).click();
    expect(await choice(page, name).isChecked()).toBe(true);
  },
);

it("returns to the theme of the system when the visitor chooses it", async () => {
  const page = await visit("/", { colorScheme: "dark", stored: { theme: "light" } });
  expect(await isDark(page)).toBe(false);
  await choose(page, "System");
  await eventually(() => isDark(page)).toBe(true);
});

it.each([
  ["dark", "light", true],
  ["light", "dark", false],
] as const)(
  "paints the stored theme %s on a %s system before any script arrives",
  async (theme, system, dark) => {
    const page = await visit("/login", {
      colorScheme: system,
      stored: { theme },
      ready: false,
      expected: ["net::ERR_FAILED GET /_next/"],
      before: (context) => context.route(/\.js(\?|$)/, (route) => route.abort()),
    });
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await isDark(page)).toBe(dark);
  },
);

it("keeps one background color from the first paint on", async () => {
  const page = await visit("/", {
    colorScheme: "light",
    stored: { theme: "dark" },
    before: (context) =>
      context.addInitScript(() => {
        const colors = new Set<string>();
        Object.assign(window, { colors });
        const record = () => {
          if (document.body) colors.add(getComputedStyle(document.documentElement).backgroundColor);
          requestAnimationFrame(record);
        };
        record();
      }),
  });
  const colors = await page.evaluate(() => [...(window as unknown as { colors: Set<string> }).colors]);
  expect(colors).toEqual([await background(page)]);
  expect(await isDark(page)).toBe(true);
});

it("changes the theme of other tabs, too", async () => {
  const page = await visit("/", { colorScheme: "light" });
  const tab = await openTab(page, "/login");
  await choose(page, "Dark");
  await eventually(() => isDark(tab)).toBe(true);
});

it("changes the theme by keyboard", async () => {
  const page = await visit("/", { colorScheme: "light" });
  await button(page).focus();
  await page.keyboard.press("Enter");
  await choice(page, "System").waitFor();
  await eventually(() => hasFocus(choice(page, "System"))).toBe(true);
  await page.keyboard.press("ArrowUp");
  await eventually(() => isDark(page)).toBe(true);
  await page.keyboard.press("ArrowUp");
  await eventually(() => isDark(page)).toBe(false);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  await choice(page, "Dark").waitFor({ state: "hidden" });
  expect(await isDark(page)).toBe(true);
  expect(await hasFocus(button(page))).toBe(true);
});
