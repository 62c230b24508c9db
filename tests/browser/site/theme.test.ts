import type { Page } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { eventually, provideBrowser, waitForReact } from "../../support/page";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const button = (page: Page) => page.getByRole("button", { name: /^Theme/ });
const choice = (page: Page, name: string) => page.getByRole("radio", { name });
const paper = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

async function choose(page: Page, name: string): Promise<void> {
  await button(page).click();
  await page.getByText(name, { exact: true }).filter({ visible: true }).click();
  await choice(page, name).waitFor({ state: "hidden" });
}

/** Whether the paper is dark, as painted: a computed colour may be in any of many notations. */
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

it("follows the system until something is chosen, also while the page is open", async () => {
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
  "switches to %s on a %s system, keeps it over a reload and on other pages",
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

it("goes back to the system's", async () => {
  const page = await visit("/", { colorScheme: "dark", stored: { theme: "light" } });
  expect(await isDark(page)).toBe(false);
  await choose(page, "System");
  await eventually(() => isDark(page)).toBe(true);
});

it.each([
  ["dark", "light", true],
  ["light", "dark", false],
] as const)(
  "does not flash: with %s kept on a %s system, the first paint has it",
  async (theme, system, dark) => {
    const page = await visit("/login", {
      colorScheme: system,
      stored: { theme },
      ready: false,
      expected: ["net::ERR_FAILED GET /_next/"],
      // Nothing of React arrives: what is painted is what the page alone makes of it.
      before: (context) => context.route(/\.js(\?|$)/, (route) => route.abort()),
    });
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await isDark(page)).toBe(dark);
  },
);

it("has one paper from the first paint on", async () => {
  const page = await visit("/", {
    colorScheme: "light",
    stored: { theme: "dark" },
    before: (context) =>
      context.addInitScript(() => {
        const papers = new Set<string>();
        Object.assign(window, { papers });
        const look = () => {
          if (document.body) papers.add(getComputedStyle(document.documentElement).backgroundColor);
          requestAnimationFrame(look);
        };
        look();
      }),
  });
  const papers = await page.evaluate(() => [...(window as unknown as { papers: Set<string> }).papers]);
  expect(papers).toEqual([await paper(page)]);
  expect(await isDark(page)).toBe(true);
});

it("shows in the other tabs", async () => {
  const page = await visit("/", { colorScheme: "light" });
  const tab = await page.context().newPage();
  await tab.goto("/login");
  await waitForReact(tab);
  await choose(page, "Dark");
  await eventually(() => isDark(tab)).toBe(true);
});

it("works by keyboard", async () => {
  const page = await visit("/", { colorScheme: "light" });
  await button(page).focus();
  await page.keyboard.press("Enter");
  await choice(page, "System").waitFor();
  await eventually(() => choice(page, "System").evaluate((input) => input === document.activeElement)).toBe(
    true,
  );
  await page.keyboard.press("ArrowUp");
  await eventually(() => isDark(page)).toBe(true);
  await page.keyboard.press("ArrowUp");
  await eventually(() => isDark(page)).toBe(false);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  await choice(page, "Dark").waitFor({ state: "hidden" });
  expect(await isDark(page)).toBe(true);
  expect(await button(page).evaluate((element) => element === document.activeElement)).toBe(true);
});
