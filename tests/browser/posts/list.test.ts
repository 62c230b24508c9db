import type { Locator, Page } from "playwright";
import { beforeAll, expect, it } from "vitest";
import { provideOwnInkwell } from "../../support/inkwell";
import { addressOf, eventually, makeGate, provideBrowser, recordRequests } from "../../support/page";
import { addPosts } from "../../support/posts";
import { signUp, type Author } from "../../support/users";

const PAGE = 20;
const ALL = 45;

// The front page lists the posts of everyone, and this file knows them all.
const inkwell = provideOwnInkwell();
const visit = provideBrowser(inkwell);
let author: Author;
let titles: string[];

beforeAll(async () => {
  author = await signUp(inkwell);
  titles = (await addPosts(inkwell, author, ALL)).map(({ title }) => title);
});

const LISTS: [string, () => string, () => string][] = [
  ["/", () => "/", () => "/api/posts"],
  ["/users/{id}/posts", () => `/users/${author.id}/posts`, () => `/api/users/${author.id}/posts`],
];

const listed = (page: Page) => page.getByRole("main").getByRole("heading", { level: 3 });
const readTitles = (page: Page) => listed(page).allInnerTexts();
const older = (page: Page) => page.getByRole("link", { name: "Older posts" });
const newest = (page: Page) => page.getByRole("link", { name: "Newest posts" });
const focusedText = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

const isInWindow = (locator: Locator) =>
  locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });

/** Loads older posts and waits until `count` posts are listed. */
async function loadUpTo(page: Page, count: number): Promise<void> {
  await older(page).click();
  await eventually(() => readTitles(page)).toEqual(titles.slice(0, count));
}

it.each(LISTS)(
  "appends older posts to %s in place, and restores the whole list and the place after a visit to a post",
  async (_, path) => {
    const page = await visit(path());
    expect(await readTitles(page)).toEqual(titles.slice(0, PAGE));
    await older(page).scrollIntoViewIfNeeded();
    const lastSeen = listed(page).nth(PAGE - 1);
    const place = await lastSeen.boundingBox();
    await loadUpTo(page, 2 * PAGE);
    expect((await lastSeen.boundingBox())?.y).toBeCloseTo(place?.y ?? NaN, 0);
    await eventually(() => focusedText(page)).toBe(titles[PAGE]);
    await loadUpTo(page, ALL);
    await eventually(() => focusedText(page)).toBe(titles[2 * PAGE]);
    expect(await older(page).count()).toBe(0);

    const address = addressOf(page);
    const title = titles[30] ?? "";
    const link = page.getByRole("link", { name: title, exact: true });
    const heading = page.getByRole("heading", { level: 1, name: title, exact: true });
    await link.click();
    await heading.waitFor();
    await page.goBack();
    await eventually(() => readTitles(page)).toEqual(titles);
    expect(addressOf(page)).toBe(address);
    await eventually(() => isInWindow(link)).toBe(true);
    await page.goForward();
    await heading.waitFor();
  },
);

it.each(LISTS)(
  "puts the last loaded page of %s into the URL, which shows that page to others",
  async (_, path) => {
    const page = await visit(path());
    await loadUpTo(page, 2 * PAGE);
    await eventually(() => addressOf(page)).toMatch(/\?cursor=[\w-]+/);
    const shared = await visit(addressOf(page));
    expect(await readTitles(shared)).toEqual(titles.slice(PAGE, 2 * PAGE));
    await newest(shared).click();
    await eventually(() => readTitles(shared)).toEqual(titles.slice(0, PAGE));
    expect(addressOf(shared)).toBe(path());
  },
);

it.each(LISTS)("leads from page to page of %s without JavaScript", async (_, path) => {
  const page = await visit(path(), { javaScriptEnabled: false });
  expect(await readTitles(page)).toEqual(titles.slice(0, PAGE));
  expect(await newest(page).count()).toBe(0);
  await older(page).click();
  await eventually(() => readTitles(page)).toEqual(titles.slice(PAGE, 2 * PAGE));
  const canonical = await page.locator("link[rel=canonical]").getAttribute("href");
  expect(canonical).toBe(addressOf(page));
  await older(page).click();
  await eventually(() => readTitles(page)).toEqual(titles.slice(2 * PAGE));
  expect(await older(page).count()).toBe(0);
  await newest(page).click();
  await eventually(() => readTitles(page)).toEqual(titles.slice(0, PAGE));
});

it.each(LISTS)(
  "loads older posts of %s once for a double click, and says that it is loading",
  async (_, path, apiPath) => {
    const page = await visit(path());
    const requests = recordRequests(page, "GET", apiPath());
    const gate = makeGate();
    await page.route(`**${apiPath()}?*`, (route) => gate.opened.then(() => route.continue()));
    await older(page).dblclick();
    await page
      .getByRole("main")
      .getByRole("status")
      .filter({ hasText: "Loading older posts…" })
      .waitFor({ state: "attached" });
    gate.open();
    await eventually(() => readTitles(page)).toEqual(titles.slice(0, 2 * PAGE));
    expect(requests).toHaveLength(1);
  },
);

it("says why older posts could not be loaded, and loads them on the second try", async () => {
  const page = await visit("/", { expected: ["net::ERR_INTERNET_DISCONNECTED GET /api/posts"] });
  await page.route("**/api/posts?*", (route) => route.abort("internetdisconnected"));
  await older(page).click();
  await page.getByRole("main").getByRole("alert").filter({ hasText: "cannot be reached" }).waitFor();
  expect(await readTitles(page)).toEqual(titles.slice(0, PAGE));
  await page.unroute("**/api/posts?*");
  await loadUpTo(page, 2 * PAGE);
  expect(await page.getByRole("main").getByRole("alert").count()).toBe(0);
});

it("says that the code for older posts did not arrive, and loads it on the second try", async () => {
  const page = await visit("/", { expected: ["net::ERR_FAILED GET /_next/static/"] });
  await page.waitForLoadState("networkidle");
  const scripts = /\/_next\/static\/.*\.js/;
  await page.route(scripts, (route) => route.abort());
  await older(page).click();
  await page.getByRole("main").getByRole("alert").filter({ hasText: "could not be loaded" }).waitFor();
  await page.unroute(scripts);
  await loadUpTo(page, 2 * PAGE);
});
