import type { Locator, Page } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import {
  accountNav,
  addressOf,
  eventually,
  makeGate,
  provideBrowser,
  recordRequests,
} from "../../support/page";
import { newPost, publish } from "../../support/posts";
import { signUp } from "../../support/users";
import { readPostRows } from "../../support/database";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const POST_PAGE = /\/posts\/\d+$/;
const MOST_TABS = 30;

const opener = (page: Page) => accountNav(page).getByRole("button", { name: "New Post" });
const editor = (page: Page) => page.getByRole("dialog", { name: "New post" });
const title = (page: Page) => editor(page).getByLabel("Title");
const text = (page: Page) => editor(page).getByLabel("Text");
const send = (page: Page) => editor(page).getByRole("button", { name: "Publish" });
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });
const listed = (page: Page) => page.getByRole("main").getByRole("heading", { level: 3 });
const hasFocus = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);

async function write(page: Page, post = newPost()): Promise<typeof post> {
  await opener(page).click();
  await title(page).fill(post.title);
  await text(page).fill(post.content);
  return post;
}

/** Leaves a mark that a full reload would take away. */
const mark = (page: Page) => page.evaluate(() => void Object.assign(window, { marked: true }));
const isMarked = (page: Page) => page.evaluate(() => "marked" in window);

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS && !(await hasFocus(target)); tabs += 1) {
    await page.keyboard.press("Tab");
  }
  expect(await hasFocus(target), `Tab leads to ${target}`).toBe(true);
}

it("publishes a post in a dialog and shows it as it was typed", async () => {
  const { token, username } = await signUp(inkwell);
  const page = await visit("/", { token });
  const { title, content } = await write(page, newPost({ content: "One\n\n  <b>two</b> </script>\nthree" }));
  await send(page).click();
  await page.waitForURL(POST_PAGE);
  await heading(page, title).waitFor();
  const article = page.getByRole("article");
  expect(await article.innerText()).toContain(content);
  await article.getByRole("link", { name: username }).waitFor();
  expect(await editor(page).count()).toBe(0);
});

it("shows a new post on top of every list at once, without a full reload", async () => {
  const author = await signUp(inkwell);
  const { title: before } = await publish(inkwell, author);
  const page = await visit("/", { token: author.token });
  await mark(page);
  const { title } = await write(page);
  await send(page).click();
  await heading(page, title).waitFor();
  await page.getByRole("banner").getByRole("link", { name: "Inkwell" }).click();
  await eventually(async () => (await listed(page).allInnerTexts()).slice(0, 2)).toEqual([title, before]);
  await page.getByRole("article").first().getByRole("link", { name: author.username }).click();
  await heading(page, author.username).waitFor();
  await eventually(() => listed(page).allInnerTexts()).toEqual([title, before]);
  expect(await isMarked(page)).toBe(true);
});

it("shows a new post in the lists that had been loaded before, on the way back to them", async () => {
  const author = await signUp(inkwell);
  const { title: before } = await publish(inkwell, author);
  const page = await visit("/", { token: author.token });
  await mark(page);
  await page.getByRole("article").first().getByRole("link", { name: author.username }).click();
  await heading(page, author.username).waitFor();
  const { title } = await write(page);
  await send(page).click();
  await heading(page, title).waitFor();
  await page.goBack();
  await heading(page, author.username).waitFor();
  await eventually(() => listed(page).allInnerTexts()).toEqual([title, before]);
  await page.goBack();
  await page.waitForURL("/");
  await eventually(() => listed(page).first().innerText()).toBe(title);
  expect(await isMarked(page)).toBe(true);
});

it("makes one post of a doubled click, and says what it is doing meanwhile", async () => {
  const { token, id } = await signUp(inkwell);
  const page = await visit("/", { token });
  const requests = recordRequests(page, "POST", "/api/posts");
  const gate = makeGate();
  await page.route("**/api/posts", (route) => gate.opened.then(() => route.continue()));
  await write(page);
  await send(page).dblclick();
  await page.getByRole("status").filter({ hasText: "Publishing…" }).waitFor();
  await title(page).press("Enter");
  gate.open();
  await page.waitForURL(POST_PAGE);
  expect(requests).toHaveLength(1);
  expect((await readPostRows(inkwell)).filter(({ user_id }) => user_id === id)).toHaveLength(1);
});

it("says what is missing or too long at its field, and sends nothing", async () => {
  const { token } = await signUp(inkwell);
  const page = await visit("/", { token });
  const requests = recordRequests(page, "POST", "/api/posts");
  await write(page, { title: "x".repeat(101), content: " \n " });
  await send(page).click();
  await editor(page).getByText("Use at most 100 characters").waitFor();
  await editor(page).getByText("Write something").waitFor();
  expect(await title(page).getAttribute("aria-invalid")).toBe("true");
  expect(await text(page).getAttribute("aria-invalid")).toBe("true");
  expect(await title(page).inputValue()).toBe("x".repeat(101));
  expect(requests).toHaveLength(0);
  expect(addressOf(page)).toBe("/");
});

it("writes and publishes by keyboard alone", async () => {
  const { token } = await signUp(inkwell);
  const page = await visit("/", { token });
  await opener(page).waitFor();
  await tabTo(page, opener(page));
  await page.keyboard.press("Enter");
  await editor(page).waitFor();
  await tabTo(page, title(page));
  await page.keyboard.type("By hand");
  await tabTo(page, text(page));
  await page.keyboard.type("One");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Two");
  await tabTo(page, send(page));
  await page.keyboard.press("Enter");
  await heading(page, "By hand").waitFor();
  expect(await page.getByRole("article").innerText()).toContain("One\nTwo");
});

it("starts in the title, and gives the focus back to New Post", async () => {
  const { token } = await signUp(inkwell);
  const page = await visit("/", { token });
  await opener(page).press("Enter");
  await eventually(() => hasFocus(title(page))).toBe(true);
  await page.keyboard.press("Escape");
  await eventually(() => hasFocus(opener(page))).toBe(true);
});
