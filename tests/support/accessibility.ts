import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright";
import { expect } from "vitest";

const WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** Both widths and both color schemes, each once: neither affects what the other changes. */
const VARIANTS = [
  { width: 320, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
] as const;

/** Expects that axe finds no violation in a page as it is now, and that the page fits its window. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const { width, colorScheme } of VARIANTS) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    expect(await findTooWide(page), `at ${width} px`).toEqual([]);
    // Legacy mode spares a second page for each analysis; it leaves out cross-origin frames, which the site does not have.
    // It also need not describe everything that passes, which would take a sixth of its time.
    const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).withTags(WCAG_22_AA);
    const { violations } = await axe.setLegacyMode().analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    expect(found, `${width} px, ${colorScheme}`).toEqual([]);
  }
}

/** Returns what makes the page scroll sideways or is cut off at its right. */
function findTooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const elements = [
      ...document.querySelectorAll("a, button, input, textarea, h1, h2, h3, p, dd, [role=dialog]"),
    ];
    const cut = elements.filter(
      (element) => element.checkVisibility() && element.getBoundingClientRect().right > clientWidth + 1,
    );
    return [
      ...(scrollWidth > clientWidth ? [`${scrollWidth} px`] : []),
      ...cut.map((element) => element.outerHTML),
    ];
  });
}
