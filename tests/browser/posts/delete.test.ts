import type { Page } from "playwright";
import { expect, it } from "vitest";
import { readPostRows } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import {
  articlesBy,
  eventually,
  hasFocus,
  isMarked,
  makeGate,
  mark,
  provideBrowser,
  recordRequests,
} from "../../support/page";
import { publish } from "../../support/posts";
import { signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const opener = (page: Page) => page.getByRole("article").getByRole("button", { name: "Delete" });
const dialog = (page: Page) => page.getByRole("dialog", { name: "Delete this post?" });
const confirm = (page: Page) => dialog(page).getByRole("button", { name: "Delete post" });
/** Whether an author has a post with an id. */
const exists = async (userId: number, id: number) =>
  (await readPostRows(inkwell, userId)).some((row) => row.id === id);
/** The titles of an author's posts in a list. */
const titlesBy = (page: Page, username: string) =>
  articlesBy(page, username).getByRole("heading", { level: 3 }).allInnerTexts();

it("asks before it deletes a post, and keeps it after Keep it, Close or Escape", async () => {
  const author = await signUp(inkwell);
  const { id, title } = await publish(inkwell, author);
  const page = await visit(`/posts/${id}`, { token: author.token });
  const requests = recordRequests(page, "DELETE", `/api/posts/${id}`);
  for (const way of ["Keep it", "Close", "Escape"]) {
    await opener(page).click();
    await dialog(page).getByText(title).waitFor();
    if (way === "Escape") await page.keyboard.press(way);
    else await dialog(page).getByRole("button", { name: way }).click();
    await eventually(() => dialog(page).count()).toBe(0);
    await eventually(() => hasFocus(opener(page))).toBe(true);
  }
  await page.reload();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  expect(requests).toHaveLength(0);
});

it("leads home after it has deleted a post, which is then in no list and has no page", async () => {
  const author = await signUp(inkwell);
  const { username } = author;
  const kept = await publish(inkwell, author);
  const { id, title } = await publish(inkwell, author);
  const page = await visit("/", { token: author.token });
  await mark(page);
  await articlesBy(page, username).first().getByRole("link", { name: username }).click();
  await page.getByRole("heading", { level: 1, name: username }).waitFor();
  await page.getByRole("link", { name: title, exact: true }).click();
  await opener(page).click();
  await confirm(page).click();
  await page.waitForURL("/");
  await page.getByRole("heading", { level: 2, name: "Latest posts" }).waitFor();
  await eventually(() => titlesBy(page, username)).toEqual([kept.title]);
  expect(await exists(author.id, id)).toBe(false);

  // The front page took the place of the post's page: going back leads to the author's list, which had been loaded before.
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: username }).waitFor();
  await eventually(() => titlesBy(page, username)).toEqual([kept.title]);
  expect(await isMarked(page)).toBe(true);
  expect((await page.request.get(`/posts/${id}`)).status()).toBe(404);
  expect((await page.request.get(`/api/posts/${id}`)).status()).toBe(404);
});

it("sends one request to delete a post for a double click, and says that it is deleting", async () => {
  const author = await signUp(inkwell);
  const { id } = await publish(inkwell, author);
  const page = await visit(`/posts/${id}`, { token: author.token });
  const requests = recordRequests(page, "DELETE", `/api/posts/${id}`);
  const gate = makeGate();
  await page.route(`**/api/posts/${id}`, (route) => gate.opened.then(() => route.continue()));
  await opener(page).click();
  await confirm(page).dblclick();
  await page.getByRole("status").filter({ hasText: "Deleting…" }).waitFor();
  gate.open();
  await page.waitForURL("/");
  expect(requests).toHaveLength(1);
});

it("says that the server cannot be reached, keeps the post, and deletes it on the second try", async () => {
  const author = await signUp(inkwell);
  const { id } = await publish(inkwell, author);
  const page = await visit(`/posts/${id}`, {
    token: author.token,
    expected: [`net::ERR_INTERNET_DISCONNECTED DELETE /api/posts/${id}`],
  });
  await page.route(`**/api/posts/${id}`, (route) => route.abort("internetdisconnected"));
  await opener(page).click();
  await confirm(page).click();
  await dialog(page).getByRole("alert").filter({ hasText: "cannot be reached" }).waitFor();
  expect(await exists(author.id, id)).toBe(true);
  await page.unroute(`**/api/posts/${id}`);
  await confirm(page).click();
  await page.waitForURL("/");
  expect(await exists(author.id, id)).toBe(false);
});
