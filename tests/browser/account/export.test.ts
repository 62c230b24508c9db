import { readFileSync } from "node:fs";
import type { Page } from "playwright";
import { expect, it } from "vitest";
import { expectAccessible } from "../../support/accessibility";
import { readArchive } from "../../support/archive";
import { provideInkwell } from "../../support/inkwell";
import { eventually, makeGate, provideBrowser } from "../../support/page";
import { publish } from "../../support/posts";
import { signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const PATH = "/api/users/me/export";
const button = (page: Page) => page.getByRole("button", { name: /Export your posts|Exporting…/ });

it("saves the author's posts as a zip file, and says that it is busy meanwhile", async () => {
  const author = await signUp(inkwell);
  const { content } = await publish(inkwell, author);
  const page = await visit("/account", { token: author.token });
  const gate = makeGate();
  await page.route(`**${PATH}`, async (route) => {
    await gate.opened;
    await route.continue();
  });
  await button(page).click();
  await page.getByRole("status").filter({ hasText: "Exporting…" }).waitFor();
  expect(await button(page).getAttribute("aria-disabled")).toBe("true");
  const downloading = page.waitForEvent("download");
  gate.open();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^inkwell-export-\d{4}-\d\d-\d\d\.zip$/);
  const files = await readArchive(readFileSync(await download.path()));
  expect(files).toHaveLength(3);
  expect(files.at(-1)?.readText()).toContain(content);
  await page.getByText("Your posts were exported").waitFor();
  await eventually(() => button(page).getAttribute("aria-disabled")).toBeNull();
});

it("says at the button that an export failed, saves nothing, and succeeds on the second try", async () => {
  const { token } = await signUp(inkwell);
  const page = await visit("/account", {
    token,
    reducedMotion: "reduce",
    expected: [`net::ERR_CONNECTION_RESET GET ${PATH}`],
  });
  let downloads = 0;
  page.on("download", () => (downloads += 1));
  await page.route(`**${PATH}`, (route) => route.abort("connectionreset"));
  await button(page).click();
  await page.getByRole("main").getByRole("alert").filter({ hasText: "cannot be reached" }).waitFor();
  await expectAccessible(page);
  expect(downloads).toBe(0);
  await page.unroute(`**${PATH}`);
  const downloading = page.waitForEvent("download");
  await button(page).click();
  await downloading;
  await eventually(() => page.getByRole("main").getByRole("alert").count()).toBe(0);
});
