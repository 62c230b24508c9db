import { expect, it } from "vitest";
import { provideInkwell, provideOwnInkwell } from "../../support/inkwell";
import { loginLink, logoutButton, provideBrowser } from "../../support/page";
import { signUp } from "../../support/users";

const NAME = "Wondrous journeys of the quill and other inky adventures";
const LONG_WORD = "Rindfleischetikettierungsueberwachungsaufgaben".repeat(4);
const inkwell = provideOwnInkwell({ env: { SITE_NAME: NAME, SITE_DESCRIPTION: LONG_WORD } });
const visit = provideBrowser(inkwell);
const visitDefault = provideBrowser(provideInkwell());

it.each([320, 640, 800, 1280])(
  "cuts a name that is too long for the bar, without a horizontal scroll bar, at %d px",
  async (width) => {
    const { token } = await signUp(inkwell);
    for (const options of [{ width }, { width, token }]) {
      const page = await visit("/", options);
      await (options.token === undefined ? loginLink(page) : logoutButton(page)).waitFor();
      const banner = page.getByRole("banner");
      const parts = [banner.getByRole("link", { name: NAME }), banner.getByRole("navigation")];
      const [link, nav] = await Promise.all(parts.map((part) => part.boundingBox()));
      if (link === undefined || link === null || nav === undefined || nav === null) expect.unreachable();
      const isBeside = link.y < nav.y + nav.height && nav.y < link.y + link.height;
      if (isBeside) expect(link.x + link.width).toBeLessThanOrEqual(nav.x + 8);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
  },
);

it.each([320, 640, 1280])("shows the default name whole at %d px", async (width) => {
  const page = await visitDefault("/", { width });
  await page.evaluate(() => document.fonts.ready);
  const name = page.getByRole("banner").getByText("Inkwell", { exact: true });
  const [shown, whole] = await name.evaluate((element) => {
    const text = document.createRange();
    text.selectNodeContents(element);
    return [element.getBoundingClientRect().width, text.getBoundingClientRect().width];
  });
  expect(shown).toBeGreaterThan(0);
  expect(whole).toBeLessThanOrEqual(Number(shown));
});
