import type { Page } from "playwright";
import { expect, it } from "vitest";
import { execute, insertPosts } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { readShifts, recordShiftsFromStart } from "../../support/layout-shifts";
import { eventually, loginLink, logoutButton, provideBrowser, readAll } from "../../support/page";
import { signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

/** Returns what has moved until the page is complete. */
async function readAllShifts(page: Page): Promise<unknown[]> {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
  return readShifts(page);
}

/** On a busy machine a font may arrive after the first paint. What moves on every load fails every attempt. */
const ATTEMPTS = { retry: 2 };

// Not the page of an unknown URL: Next preloads no fonts for it, and they may arrive after the first paint.
const LOGGED_OUT = ["/", "/search", "/login", "/register", "/forgot-password", "/docs", "/docs/errors"];
it.each([320, 1280])(
  "moves nothing while a page loads for the first time, logged out, at %d px",
  ATTEMPTS,
  async (width) => {
    for (const path of LOGGED_OUT) {
      const page = await visit(path, { width, before: recordShiftsFromStart });
      await loginLink(page).waitFor();
      expect(await readAllShifts(page), path).toEqual([]);
      await page.context().close();
    }
  },
);

it.each([320, 1280])(
  "moves nothing while a page loads for the first time, logged in, at %d px",
  ATTEMPTS,
  async (width) => {
    const { token, email } = await signUp(inkwell);
    const front = await visit("/", { width, token, before: recordShiftsFromStart });
    await logoutButton(front).waitFor();
    expect(await readAllShifts(front), "/").toEqual([]);
    const account = await visit("/account", { width, token, before: recordShiftsFromStart });
    await eventually(() => readAll(account.getByRole("main"))).toContain(email);
    expect(await readAllShifts(account), "/account").toEqual([]);
  },
);

it.each([320, 1280])(
  "moves nothing when days become those of the reader's time zone, at %d px",
  ATTEMPTS,
  async (width) => {
    const { id: user_id, username } = await signUp(inkwell);
    const [posted, edited] = [new Date("2025-12-31T12:30:00Z"), new Date("2026-09-30T12:30:00Z")];
    const post = { title: "Midnight", content: "Twelve.", user_id, date_posted: posted };
    const [id = 0] = await insertPosts(inkwell, [post, { ...post, title: "After it" }]);
    await execute(inkwell, "UPDATE posts SET date_edited = ? WHERE id = ?", edited, id);
    for (const [path, days] of [
      [`/posts/${id}`, ["January 1, 2026", "October 1, 2026"]],
      [`/users/${user_id}/posts`, ["January 1, 2026"]],
    ] as const) {
      const page = await visit(path, {
        width,
        timezoneId: "Pacific/Auckland",
        before: recordShiftsFromStart,
      });
      const shown = page.getByRole("article").filter({ hasText: username }).last().locator("time");
      await eventually(() => shown.allInnerTexts()).toEqual(days);
      expect(await readAllShifts(page), path).toEqual([]);
    }
  },
);

it("detects a layout shift", async () => {
  const page = await visit("/", { before: recordShiftsFromStart });
  await readAllShifts(page);
  await page.evaluate(() =>
    document.body.prepend(Object.assign(document.createElement("p"), { textContent: "Late" })),
  );
  expect(await readAllShifts(page)).not.toEqual([]);
});
