import type { Page } from "playwright";
import { expect, it } from "vitest";
import { call } from "../../support/call";
import { readPostRows } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { eventually, makeGate, provideBrowser, recordRequests } from "../../support/page";
import { publish, addPosts } from "../../support/posts";
import { signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const edit = (page: Page) => page.getByRole("article").getByRole("button", { name: "Edit" });
const editor = (page: Page) => page.getByRole("dialog", { name: "Edit post" });
const title = (page: Page) => editor(page).getByLabel("Title");
const text = (page: Page) => editor(page).getByLabel("Text");
const save = (page: Page) => editor(page).getByRole("button", { name: "Save" });
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });
const listed = (page: Page) => page.getByRole("main").getByRole("heading", { level: 3 });

it("starts with the present text, and shows the new one on the page and in lists at once", async () => {
  const author = await signUp(inkwell);
  const post = await publish(inkwell, author, { title: "Before", content: "  One,\n\ntwo" });
  const page = await visit("/", { token: author.token });
  await page.evaluate(() => void Object.assign(window, { marked: true }));
  const first = page.getByRole("article").first();
  await first.getByRole("link", { name: author.username }).click();
  await heading(page, author.username).waitFor();
  await page.getByRole("link", { name: "Before" }).click();
  await edit(page).click();
  expect([await title(page).inputValue(), await text(page).inputValue()]).toEqual([post.title, post.content]);

  await title(page).fill("After");
  await text(page).fill("Three");
  await save(page).click();
  await heading(page, "After").waitFor();
  expect(await page.getByRole("article").innerText()).toMatch(/Three$/);
  expect(await editor(page).count()).toBe(0);

  await page.getByRole("article").getByRole("link", { name: author.username }).click();
  await heading(page, author.username).waitFor();
  await eventually(() => listed(page).allInnerTexts()).toEqual(["After"]);
  await page.getByRole("banner").getByRole("link", { name: "Inkwell" }).click();
  await eventually(() => first.innerText()).toMatch(/^After\s+Three/);
  expect(await page.evaluate(() => "marked" in window)).toBe(true);
});

it("shows the new text in the list that had been loaded before, on the way back to it", async () => {
  const author = await signUp(inkwell);
  await publish(inkwell, author, { title: "Before" });
  const page = await visit(`/users/${author.id}/posts`, { token: author.token });
  await page.getByRole("link", { name: "Before" }).click();
  await edit(page).click();
  await title(page).fill("After");
  await save(page).click();
  await heading(page, "After").waitFor();
  // Saving leaves no second entry of the same post in between.
  await page.goBack();
  await heading(page, author.username).waitFor();
  await eventually(() => listed(page).allInnerTexts()).toEqual(["After"]);
});

it("shows the new text in a list that older posts were loaded into, from its top, on the way back to it", async () => {
  const author = await signUp(inkwell);
  const titles = (await addPosts(inkwell, author, 25)).map(({ title }) => title);
  const page = await visit(`/users/${author.id}/posts`, { token: author.token });
  await page.getByRole("link", { name: "Older posts" }).click();
  await eventually(() => listed(page).count()).toBe(25);
  await page.getByRole("link", { name: titles[5] ?? "", exact: true }).click();
  await edit(page).click();
  await title(page).fill("After");
  await save(page).click();
  await heading(page, "After").waitFor();
  await page.goBack();
  await heading(page, author.username).waitFor();
  const changed = titles.with(5, "After").slice(0, 20);
  await eventually(async () => (await listed(page).allInnerTexts()).slice(0, 20)).toEqual(changed);
});

it("makes one request of a doubled click, and says what it is doing meanwhile", async () => {
  const author = await signUp(inkwell);
  const { id } = await publish(inkwell, author);
  const page = await visit(`/posts/${id}`, { token: author.token });
  const requests = recordRequests(page, "PUT", `/api/posts/${id}`);
  const gate = makeGate();
  await page.route(`**/api/posts/${id}`, (route) => gate.opened.then(() => route.continue()));
  await edit(page).click();
  await title(page).fill("Once");
  await save(page).dblclick();
  await page.getByRole("status").filter({ hasText: "Saving…" }).waitFor();
  gate.open();
  await heading(page, "Once").waitFor();
  expect(requests).toHaveLength(1);
  expect((await readPostRows(inkwell)).find((row) => row.id === id)?.title).toBe("Once");
});

it("says that the post is gone, and keeps what was typed, when it was deleted elsewhere", async () => {
  const author = await signUp(inkwell);
  const { id } = await publish(inkwell, author);
  const page = await visit(`/posts/${id}`, { token: author.token, expected: [`404 PUT /api/posts/${id}`] });
  await edit(page).click();
  await text(page).fill("Much work");
  await call(inkwell, "DELETE", `/api/posts/${id}`, { token: author.token });
  await save(page).click();
  await editor(page)
    .getByRole("alert")
    .filter({ hasText: /not found|does not exist|gone/i })
    .waitFor();
  expect(await text(page).inputValue()).toBe("Much work");
});

it.each(["Escape", "Close", "Discard"])("gives the focus back to Edit after %s", async (way) => {
  const author = await signUp(inkwell);
  const { id } = await publish(inkwell, author);
  const page = await visit(`/posts/${id}`, { token: author.token });
  await edit(page).press("Enter");
  await title(page).waitFor();
  if (way === "Escape") await page.keyboard.press(way);
  else await editor(page).getByRole("button", { name: way }).press("Enter");
  await eventually(() => edit(page).evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await editor(page).count()).toBe(0);
});
