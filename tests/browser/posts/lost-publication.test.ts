import type { Page } from "playwright";
import { expect, it } from "vitest";
import { readPostRows } from "../../support/database";
import { alert, button, heading, openAndType, text } from "../../support/editor";
import { provideInkwell } from "../../support/inkwell";
import { provideBrowser } from "../../support/page";
import { signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

/** Publishes a post whose response gets lost, and returns the title. */
async function loseResponse(page: Page): Promise<string> {
  const [typed = ""] = await openAndType(page);
  await page.route("**/api/posts", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await button(page, "Publish").click();
  await alert(page, "Your text is saved on this device.").waitFor();
  await page.unroute("**/api/posts");
  return typed;
}

it("publishes one post for a lost response, a reload and a second click", async () => {
  const { id, token } = await signUp(inkwell);
  const page = await visit("/new", { token, expected: ["net::ERR_FAILED POST /api/posts"] });
  const title = await loseResponse(page);
  await page.reload();
  await button(page, "Publish").click();
  await heading(page, title).waitFor();
  expect(await readPostRows(inkwell, id)).toHaveLength(1);
});

it("changes the post of a lost response if the text was changed before the second click", async () => {
  const { id, token } = await signUp(inkwell);
  const expected = ["net::ERR_FAILED POST /api/posts", "422 POST /api/posts"];
  const page = await visit("/new", { token, expected });
  const title = await loseResponse(page);
  await text(page).fill("Second thoughts");
  await button(page, "Publish").click();
  await heading(page, title).waitFor();
  await page.getByRole("article").getByText("Second thoughts").waitFor();
  expect((await readPostRows(inkwell, id)).map((row) => row.content)).toEqual(["Second thoughts"]);
});
