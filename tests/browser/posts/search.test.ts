import type { Page } from "playwright";
import { beforeAll, describe, expect, it } from "vitest";
import { expectAccessible } from "../../support/accessibility";
import { insertPosts } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import { addressOf, eventually, hasFocus, logoutButton, provideBrowser } from "../../support/page";
import { publish, type TestPost } from "../../support/posts";
import { signUp, type Author } from "../../support/users";

// The search finds the posts of everyone, and this file knows them all. Feeds exist only with SITE_URL.
const inkwell = provideOwnInkwell({ env: { SITE_URL: "https://blog.example" } });
const visit = provideBrowser(inkwell);
const PAGE = 20;
let ada: Author;
let found: TestPost;
let next: TestPost;

beforeAll(async () => {
  ada = await signUp(inkwell);
  const harvest = (count: number) => ({ title: `Harvest ${count}`, content: "Apples.", user_id: ada.id });
  await insertPosts(
    inkwell,
    Array.from({ length: PAGE + 1 }, (_, index) => harvest(index + 1)),
  );
  found = await publish(inkwell, ada, { title: "On quince", content: "A Quince, and **quinces** & jam." });
  next = await publish(inkwell, await signUp(inkwell), { title: "After it" });
});

const barField = (page: Page) => page.getByRole("banner").getByRole("searchbox");
const pageField = (page: Page) => page.getByRole("main").getByRole("searchbox");
const results = (page: Page) =>
  page.getByRole("region", { name: "Results" }).getByRole("heading", { level: 3 });
const marked = (page: Page) => page.getByRole("main").locator("mark").allInnerTexts();
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });
const openSearch = (q: string, options?: Parameters<typeof visit>[1]) =>
  visit(`/search?${new URLSearchParams({ q }).toString()}`, options);

describe("the key /", () => {
  it("focuses the field in the bar, where Enter finds posts and marks the words", async () => {
    const page = await visit("/");
    await page.keyboard.press("/");
    expect(await hasFocus(barField(page))).toBe(true);
    expect(await barField(page).inputValue()).toBe("");
    await page.keyboard.type("QUINCE");
    await page.keyboard.press("Enter");
    await page.waitForURL("/search?q=QUINCE");
    expect(await results(page).allInnerTexts()).toEqual([found.title]);
    expect(await marked(page)).toEqual(["quince", "Quince", "quinces"]);
    expect(await pageField(page).inputValue()).toBe("QUINCE");
  });

  it("is typed into a field that has the focus, and a dialog keeps it", async () => {
    const page = await visit("/login");
    await page.getByLabel("Email", { exact: true }).press("/");
    expect(await page.getByLabel("Email", { exact: true }).inputValue()).toBe("/");
    const own = await visit(`/posts/${found.id}`, { token: ada.token });
    await own.getByRole("button", { name: "Delete", exact: true }).click();
    const dialog = own.getByRole("dialog");
    await eventually(() => dialog.locator(":focus").count()).toBe(1);
    await own.keyboard.press("/");
    expect(await dialog.locator(":focus").count()).toBe(1);
  });

  it("leads to the search page on a phone, and there into its field", async () => {
    const page = await visit("/", { width: 375 });
    await page.keyboard.press("/");
    await page.waitForURL("/search");
    await eventually(() => hasFocus(pageField(page))).toBe(true);
    await heading(page, "Search").click();
    expect(await hasFocus(pageField(page))).toBe(false);
    await page.keyboard.press("/");
    expect(await hasFocus(pageField(page))).toBe(true);
  });
});

it("leads from the icon in the bar to the search page on a phone, logged in", async () => {
  const page = await visit("/", { width: 320, token: ada.token });
  await logoutButton(page).waitFor();
  expect(await barField(page).count()).toBe(0);
  const icon = page.getByRole("banner").getByRole("link", { name: "Search" });
  const box = await icon.boundingBox();
  expect([box?.width, box?.height]).toEqual([44, 44]);
  await icon.click();
  await heading(page, "Search").waitFor();
  await pageField(page).fill("quince");
  await page.keyboard.press("Enter");
  await results(page).getByText(found.title).waitFor();
});

it.each([true, false])(
  "leads through all results page by page, and back, with JavaScript: %s",
  async (javaScriptEnabled) => {
    const page = await visit("/search", { javaScriptEnabled });
    await pageField(page).fill("harv");
    await page.getByRole("main").getByRole("button", { name: "Search" }).click();
    const titles = Array.from({ length: PAGE + 1 }, (_, index) => `Harvest ${PAGE + 1 - index}`);
    await eventually(() => results(page).allInnerTexts()).toEqual(titles.slice(0, PAGE));
    const older = page.getByRole("link", { name: "Older results" });
    await older.click();
    await eventually(() => results(page).allInnerTexts()).toEqual(titles.slice(PAGE));
    expect(await older.count()).toBe(0);
    expect(await pageField(page).inputValue()).toBe("harv");
    await page.goBack();
    await eventually(() => results(page).allInnerTexts()).toEqual(titles.slice(0, PAGE));
    expect(addressOf(page)).toBe("/search?q=harv");
  },
);

it("says that nothing matches, keeps the words for another try, and counts an emoji as one character", async () => {
  const page = await openSearch("quinze");
  await page.getByText("No posts found").waitFor();
  expect(await pageField(page).inputValue()).toBe("quinze");
  await pageField(page).fill("🎈".repeat(200));
  await page.keyboard.press("Enter");
  await page.getByText("No posts found").waitFor();
  await pageField(page).fill("x".repeat(201));
  await page.keyboard.press("Enter");
  await page.getByText("That is too long").waitFor();
});

it("passes axe and fits 320 px on the search page: empty, with results, without a match", async () => {
  const page = await visit("/search", { token: ada.token, reducedMotion: "reduce" });
  await logoutButton(page).waitFor();
  for (const query of ["", "?q=harvest", `?q=${"quinze".repeat(30)}`]) {
    await page.goto(`/search${query}`);
    await logoutButton(page).waitFor();
    await expectAccessible(page);
  }
});

it("lets a reader who knows one word of a post find it, find the feed of its author, and walk to the next post", async () => {
  const page = await visit("/");
  await barField(page).fill("quince");
  await page.keyboard.press("Enter");
  await results(page).getByRole("link", { name: found.title }).click();
  await heading(page, found.title).waitFor();

  const announced = page.locator('link[rel=alternate][type="application/atom+xml"]').first();
  const feedPath = `/users/${ada.id}/feed.xml`;
  await eventually(() => announced.getAttribute("href")).toBe(`https://blog.example${feedPath}`);
  await page.getByRole("article").getByRole("link", { name: ada.username }).click();
  await heading(page, ada.username).waitFor();
  const link = page.getByRole("main").getByRole("link", { name: "Feed" });
  expect(await link.getAttribute("href")).toBe(feedPath);
  expect((await link.boundingBox())?.height).toBe(44);
  const feed = await page.evaluate(async (path) => (await fetch(path)).text(), feedPath);
  expect(feed).toContain(`<title>${found.title}</title>`);

  await page.goBack();
  await heading(page, found.title).waitFor();
  await page.getByRole("link", { name: `Next ${next.title}` }).click();
  await heading(page, next.title).waitFor();
});
