import type { Page } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { eventually, makeGate, provideBrowser, recordRequests } from "../../support/page";
import { publish } from "../../support/posts";
import { signUp } from "../../support/users";
import { readPostRows } from "../../support/database";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const opener = (page: Page) => page.getByRole("article").getByRole("button", { name: "Delete" });
const dialog = (page: Page) => page.getByRole("dialog", { name: "Delete this post?" });
const confirm = (page: Page) => dialog(page).getByRole("button", { name: "Delete post" });
const listed = (page: Page) => page.getByRole("main").getByRole("heading", { level: 3 });
const exists = async (id: number) => (await readPostRows(inkwell)).some((row) => row.id === id);

it.each(["Keep it", "Close", "Escape"])("asks first, and keeps the post after %s", async (way) => {
  const author = await signUp(inkwell);
  const { id, title } = await publish(inkwell, author);
  const page = await visit(`/posts/${id}`, { token: author.token });
  const requests = recordRequests(page, "DELETE", `/api/posts/${id}`);
  await opener(page).click();
  await dialog(page).getByText(title).waitFor();
  if (way === "Escape") await page.keyboard.press(way);
  else await dialog(page).getByRole("button", { name: way }).click();
  await eventually(() => dialog(page).count()).toBe(0);
  await eventually(() => opener(page).evaluate((element) => element === document.activeElement)).toBe(true);
  await page.reload();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  expect(requests).toHaveLength(0);
});

it("takes the post out of the lists at once and leads home; its address is then one of nothing", async () => {
  const author = await signUp(inkwell);
  const kept = await publish(inkwell, author);
  const { id, title } = await publish(inkwell, author);
  const page = await visit("/", { token: author.token });
  await page.evaluate(() => void Object.assign(window, { marked: true }));
  await page.getByRole("article").first().getByRole("link", { name: author.username }).click();
  await page.getByRole("heading", { level: 1, name: author.username }).waitFor();
  await page.getByRole("link", { name: title }).click();
  await opener(page).click();
  await confirm(page).click();
  await page.waitForURL("/");
  await page.getByRole("heading", { level: 2, name: "Latest posts" }).waitFor();
  await eventually(() => listed(page).first().innerText()).toBe(kept.title);
  expect(await listed(page).allInnerTexts()).not.toContain(title);
  expect(await exists(id)).toBe(false);

  // The post's page gave way to the home page: the way back leads to the author's list, which had been loaded before.
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: author.username }).waitFor();
  await eventually(() => listed(page).allInnerTexts()).toEqual([kept.title]);
  expect(await page.evaluate(() => "marked" in window)).toBe(true);
  expect((await page.request.get(`/posts/${id}`)).status()).toBe(404);
  expect((await page.request.get(`/api/posts/${id}`)).status()).toBe(404);
});

it("makes one request of a doubled click, and says what it is doing meanwhile", async () => {
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

it("says that the server cannot be reached, keeps the post, and can be tried again", async () => {
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
  expect(await exists(id)).toBe(true);
  await page.unroute(`**/api/posts/${id}`);
  await confirm(page).click();
  await page.waitForURL("/");
  expect(await exists(id)).toBe(false);
});
