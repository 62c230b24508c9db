import type { Page } from "playwright";
import { expect, it } from "vitest";
import { button, text, title } from "../../support/editor";
import { provideInkwell } from "../../support/inkwell";
import { eventually, hasFocus, provideBrowser } from "../../support/page";
import { signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const select = (page: Page, start: number, end: number) =>
  text(page).evaluate((field: HTMLTextAreaElement, range) => field.setSelectionRange(...range), [
    start,
    end,
  ] as const);

/** Pastes a text as the keyboard does. */
const paste = (page: Page, pasted: string) =>
  text(page).evaluate((field, words) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", words);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, pasted);

it("marks the selection by shortcuts, makes links of it, and keeps the undo of the browser", async () => {
  const { token } = await signUp(inkwell);
  const page = await visit("/new", { token });
  await text(page).click();
  await page.keyboard.type("Black ink");
  await select(page, 0, 5);
  await page.keyboard.press("Control+b");
  await page.keyboard.press("Control+i");
  expect(await text(page).inputValue()).toBe("***Black*** ink");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  expect(await text(page).inputValue()).toBe("Black ink");
  await select(page, 6, 9);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("/ink");
  expect(await text(page).inputValue()).toBe("Black [ink](/ink)");
  await select(page, 0, 5);
  await paste(page, "https://example.com/black");
  expect(await text(page).inputValue()).toBe("[Black](https://example.com/black) [ink](/ink)");
});

it("shows the preview by a shortcut and a button, and counts the words", async () => {
  const { token } = await signUp(inkwell);
  const page = await visit("/new", { token });
  await title(page).fill("On ink");
  await text(page).fill("Black is not a color.");
  await page.getByText("5 words · 1 min").waitFor();
  await text(page).press("Control+e");
  await page.getByRole("heading", { level: 2, name: "On ink" }).waitFor();
  expect(await text(page).isVisible()).toBe(false);
  await page.getByRole("main").getByText("Black is not a color.").waitFor();
  await page.keyboard.press("Control+e");
  await eventually(() => hasFocus(text(page))).toBe(true);
  await button(page, "Preview").click();
  await button(page, "Write").click();
  await eventually(() => hasFocus(text(page))).toBe(true);
  expect(await text(page).inputValue()).toBe("Black is not a color.");
});
