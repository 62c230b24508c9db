import { beforeAll, expect, it } from "vitest";
import { execute, insertPosts } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { articlesBy, eventually, provideBrowser } from "../../support/page";
import { signUp, type Author } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);
let author: Author;
let path: string;

/** In UTC this is the last day of a year and the first day of the next one. */
const [POSTED, EDITED] = [new Date("2025-12-31T12:30:00Z"), new Date("2026-01-01T02:30:00Z")];

beforeAll(async () => {
  author = await signUp(inkwell);
  const post = { title: "Midnight", content: "Twelve.", user_id: author.id, date_posted: POSTED };
  const [id = 0] = await insertPosts(inkwell, [post]);
  await execute(inkwell, "UPDATE posts SET date_edited = ? WHERE id = ?", EDITED, id);
  path = `/posts/${id}`;
});

it.each([
  ["UTC", "December 31, 2025", "January 1, 2026"],
  ["Pacific/Auckland", "January 1, 2026", "January 1, 2026"],
  ["America/Los_Angeles", "December 31, 2025", "December 31, 2025"],
])("shows the days in the time zone of the reader, %s", async (timezoneId, posted, edited) => {
  const page = await visit(path, { timezoneId });
  await eventually(() => page.getByRole("main").locator("time").allInnerTexts()).toEqual([posted, edited]);
  const times = page.getByRole("main").locator("time");
  expect(await times.evaluateAll((all: HTMLTimeElement[]) => all.map(({ dateTime }) => dateTime))).toEqual([
    POSTED.toISOString(),
    EDITED.toISOString(),
  ]);
  await page.getByRole("main").getByRole("link", { name: author.username }).first().click();
  await eventually(() => articlesBy(page, author.username).locator("time").allInnerTexts()).toEqual([posted]);
});

it("shows the days in UTC without JavaScript", async () => {
  const page = await visit(path, { timezoneId: "Pacific/Auckland", javaScriptEnabled: false });
  const days = await page.getByRole("main").locator("time").allInnerTexts();
  expect(days).toEqual(["December 31, 2025", "January 1, 2026"]);
});
