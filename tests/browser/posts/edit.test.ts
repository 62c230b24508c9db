import type { Page } from "playwright";
import { expect, it } from "vitest";
import { call } from "../../support/call";
import { readPostRows } from "../../support/database";
import { button, editor, heading, readFields, text, title } from "../../support/editor";
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
import { addPosts, publish } from "../../support/posts";
import { signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const edit = (page: Page) => page.getByRole("article").getByRole("button", { name: "Edit" });
const save = (page: Page) => button(page, "Save");
const listed = (page: Page) => page.getByRole("main").getByRole("heading", { level: 3 });

it("starts the edit of a post with its current text, and shows the new text on its page and in lists at once", async () => {
  const author = await signUp(inkwell);
  const { username } = author;
  const post = await publish(inkwell, author, { title: "Before", content: "  One,\n\ntwo" });
  const page = await visit("/", { token: author.token });
  await mark(page);
  await articlesBy(page, username).getByRole("link", { name: username }).click();
  await heading(page, username).waitFor();
  await page.getByRole("link", { name: "Before" }).click();
  await edit(page).click();
  expect(await readFields(page)).toEqual([post.title, post.content]);

  await title(page).fill("After");
  await text(page).fill("Three");
  await save(page).click();
  await heading(page, "After").waitFor();
  expect(await page.getByRole("article").innerText()).toMatch(/Three$/);
  expect(await editor(page).count()).toBe(0);

  await page.getByRole("article").getByRole("link", { name: username }).click();
  await heading(page, username).waitFor();
  await eventually(() => listed(page).allInnerTexts()).toEqual(["After"]);
  await page.getByRole("banner").getByRole("link", { name: "Inkwell" }).click();
  await page.waitForURL("/");
  await eventually(() => articlesBy(page, username).innerText()).toMatch(/^After\s+Three/);
  expect(await isMarked(page)).toBe(true);
});

it("shows the new text of a post in a list that was loaded before, when the author goes back to it", async () => {
  const author = await signUp(inkwell);
  await publish(inkwell, author, { title: "Before" });
  const page = await visit(`/users/${author.id}/posts`, { token: author.token });
  await page.getByRole("link", { name: "Before" }).click();
  await edit(page).click();
  await title(page).fill("After");
  await save(page).click();
  await heading(page, "After").waitFor();
  // Saving adds no second entry of the same post to the history.
  await page.goBack();
  await heading(page, author.username).waitFor();
  await eventually(() => listed(page).allInnerTexts()).toEqual(["After"]);
});

it("shows a list from its top with the new text of a post, when the author goes back to it after loading older posts", async () => {
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

it("saves a post once for a double click, and says that it is saving", async () => {
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
  expect((await readPostRows(inkwell, author.id)).map((row) => row.title)).toEqual(["Once"]);
});

it("says that a post was deleted elsewhere when it is saved, and keeps what was typed", async () => {
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

it("gives the focus back to Edit after Escape, Close or Discard in the editor of a post", async () => {
  const author = await signUp(inkwell);
  const { id } = await publish(inkwell, author);
  const page = await visit(`/posts/${id}`, { token: author.token });
  for (const way of ["Escape", "Close", "Discard"]) {
    await edit(page).press("Enter");
    await title(page).waitFor();
    if (way === "Escape") await page.keyboard.press(way);
    else await button(page, way).press("Enter");
    await eventually(() => hasFocus(edit(page))).toBe(true);
    expect(await editor(page).count(), way).toBe(0);
  }
});
