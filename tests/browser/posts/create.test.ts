import type { Locator, Page } from "playwright";
import { expect, it } from "vitest";
import { logInOn } from "../../support/browser-session";
import { readPostRows } from "../../support/database";
import { alert, button, heading, openAndType, opener, text, title } from "../../support/editor";
import { provideOwnInkwell } from "../../support/inkwell";
import {
  addressOf,
  articlesBy,
  eventually,
  hasFocus,
  isMarked,
  makeGate,
  mark,
  provideBrowser,
  recordRequests,
} from "../../support/page";
import { newPost, publish } from "../../support/posts";
import { signUp } from "../../support/users";

// Its own: the front page must not fill up with the posts of other tests.
const inkwell = provideOwnInkwell();
const visit = provideBrowser(inkwell);

const POST_PAGE = /\/posts\/\d+$/;
const MOST_TABS = 30;

const send = (page: Page) => button(page, "Publish");
/** The titles of an author's posts in a list. */
const titlesBy = (page: Page, username: string) =>
  articlesBy(page, username).getByRole("heading", { level: 3 }).allInnerTexts();

async function write(page: Page, post = newPost()): Promise<typeof post> {
  await opener(page).click();
  await title(page).fill(post.title);
  await text(page).fill(post.content);
  return post;
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS && !(await hasFocus(target)); tabs += 1) {
    await page.keyboard.press("Tab");
  }
  expect(await hasFocus(target), `Tab leads to ${target}`).toBe(true);
}

it("publishes a post as it was typed and shows it first in every list without a page load", async () => {
  const author = await signUp(inkwell);
  const { username } = author;
  const before = await publish(inkwell, author);
  const page = await visit("/", { token: author.token });
  await mark(page);
  await articlesBy(page, username).first().getByRole("link", { name: username }).click();
  await heading(page, username).waitFor();
  const post = await write(page, newPost({ content: "One\n\n<b>two</b> </script>\nthree" }));
  await send(page).click();
  await page.waitForURL(POST_PAGE);
  await heading(page, post.title).waitFor();
  const article = page.getByRole("article");
  expect(await article.innerText()).toContain("<b>two</b> </script>\nthree");
  await article.getByRole("link", { name: username }).waitFor();
  expect((await readPostRows(inkwell, author.id)).map((row) => row.content)).toContain(post.content);

  const titles = [post.title, before.title];
  await page.goBack();
  await heading(page, username).waitFor();
  await eventually(() => titlesBy(page, username)).toEqual(titles);
  await page.goBack();
  await page.waitForURL("/");
  await eventually(() => titlesBy(page, username)).toEqual(titles);
  expect(await isMarked(page)).toBe(true);
});

it("shows a new post in lists that are reached by links after it was published", async () => {
  const author = await signUp(inkwell);
  const { username } = author;
  const before = await publish(inkwell, author);
  const page = await visit("/", { token: author.token });
  await mark(page);
  const post = await write(page);
  await send(page).click();
  await heading(page, post.title).waitFor();
  const titles = [post.title, before.title];
  await page.getByRole("banner").getByRole("link", { name: "Inkwell" }).click();
  await eventually(() => titlesBy(page, username)).toEqual(titles);
  await articlesBy(page, username).first().getByRole("link", { name: username }).click();
  await heading(page, username).waitFor();
  await eventually(() => titlesBy(page, username)).toEqual(titles);
  expect(await isMarked(page)).toBe(true);
});

it("publishes one post for a double click and further shortcuts, and says that it is publishing", async () => {
  const { token, id } = await signUp(inkwell);
  const page = await visit("/new", { token });
  const requests = recordRequests(page, "POST", "/api/posts");
  const gate = makeGate();
  await page.route("**/api/posts", (route) => gate.opened.then(() => route.continue()));
  await write(page);
  await send(page).dblclick();
  await page.getByRole("status").filter({ hasText: "Publishing…" }).waitFor();
  await title(page).press("Control+Enter");
  // What is typed now would not be published.
  expect(await text(page).isEditable()).toBe(false);
  gate.open();
  await page.waitForURL(POST_PAGE);
  expect(requests).toHaveLength(1);
  expect(await readPostRows(inkwell, id)).toHaveLength(1);
});

it("shows the errors of a new post at their fields, and sends nothing", async () => {
  const { token } = await signUp(inkwell);
  const page = await visit("/new", { token });
  const requests = recordRequests(page, "POST", "/api/posts");
  await title(page).fill("x".repeat(101));
  await page.getByText("101 of 100").waitFor();
  await text(page).fill(" \n ");
  await button(page, "Preview").click();
  await send(page).click();
  await page.getByText("Use at most 100 characters").waitFor();
  await page.getByText("Write something").waitFor();
  expect(await title(page).getAttribute("aria-invalid")).toBe("true");
  expect(await text(page).getAttribute("aria-invalid")).toBe("true");
  expect(await title(page).inputValue()).toBe("x".repeat(101));
  expect(requests).toHaveLength(0);
});

it("shows an error that the server finds at its field, and keeps what was typed", async () => {
  const { token } = await signUp(inkwell);
  const page = await visit("/new", { token, expected: ["422 POST /api/posts"] });
  const [typed = ""] = await openAndType(page);
  const errors = [{ detail: "Too inky", pointer: "#/title" }];
  const problem = { type: "/", title: "", status: 422, detail: "Invalid", code: "validation-error", errors };
  await page.route("**/api/posts", (route) => route.fulfill({ status: 422, json: problem }));
  await send(page).click();
  await page.getByText("Too inky").waitFor();
  await eventually(() => hasFocus(title(page))).toBe(true);
  expect(await title(page).inputValue()).toBe(typed);
  expect(await alert(page, "").count()).toBe(0);
});

it("writes and publishes a post by keyboard alone: Enter leads from title to text, Ctrl+Enter publishes", async () => {
  const { token } = await signUp(inkwell);
  const page = await visit("/", { token });
  await opener(page).waitFor();
  await tabTo(page, opener(page));
  await page.keyboard.press("Enter");
  await eventually(() => hasFocus(title(page))).toBe(true);
  await page.keyboard.type("By hand");
  await page.keyboard.press("Enter");
  expect(await hasFocus(text(page))).toBe(true);
  await page.keyboard.type("One");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Two");
  await page.keyboard.press("Control+Enter");
  await heading(page, "By hand").waitFor();
  expect(await page.getByRole("article").innerText()).toContain("One\nTwo");
});

it("leads a signed-out visitor of /new to the login page and back", async () => {
  const author = await signUp(inkwell);
  const page = await visit("/new");
  await page.waitForURL((url) => url.pathname === "/login");
  expect(addressOf(page)).toBe("/login?next=%2Fnew");
  await logInOn(page, author);
  await title(page).waitFor();
  expect(addressOf(page)).toBe("/new");
});
