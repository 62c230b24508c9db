import type { Page } from "playwright";
import { expect, it } from "vitest";
import { call } from "../../support/call";
import { readPostRows } from "../../support/database";
import { alert, button, heading, opener, readFields, text, title } from "../../support/editor";
import { provideInkwell } from "../../support/inkwell";
import {
  articlesBy,
  eventually,
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

const edit = (page: Page) => page.getByRole("article").getByRole("link", { name: "Edit" });
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
  await title(page).waitFor();
  expect(await readFields(page)).toEqual([post.title, post.content]);

  await title(page).fill("After");
  await text(page).fill("Three");
  await save(page).click();
  await heading(page, "After").waitFor();
  expect(await page.getByRole("article").innerText()).toMatch(/Three$/);

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
  await page.goBack();
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
  await page.goBack();
  await heading(page, author.username).waitFor();
  const changed = titles.with(5, "After").slice(0, 20);
  await eventually(async () => (await listed(page).allInnerTexts()).slice(0, 20)).toEqual(changed);
});

it("sends only what was changed, once for a double click, and says that it is saving", async () => {
  const author = await signUp(inkwell);
  const { id } = await publish(inkwell, author);
  const page = await visit(`/posts/${id}`, { token: author.token });
  const requests = recordRequests(page, "PATCH", `/api/posts/${id}`);
  const gate = makeGate();
  await edit(page).click();
  await title(page).fill("Once");
  await page.route(`**/api/posts/${id}`, (route) => gate.opened.then(() => route.continue()));
  await save(page).dblclick();
  await page.getByRole("status").filter({ hasText: "Saving…" }).waitFor();
  gate.open();
  await heading(page, "Once").waitFor();
  expect(requests.map((request) => request.postDataJSON() as unknown)).toEqual([{ title: "Once" }]);
  expect((await readPostRows(inkwell, author.id)).map((row) => row.title)).toEqual(["Once"]);
});

it("says that a post was deleted elsewhere when it is saved, keeps what was typed, and makes it a new post", async () => {
  const author = await signUp(inkwell);
  const { id, title: name } = await publish(inkwell, author);
  const page = await visit(`/posts/${id}/edit`, {
    token: author.token,
    expected: [`404 PATCH /api/posts/${id}`, `404 GET /posts/${id}/edit`, `404 GET /api/posts/${id}`],
  });
  await text(page).fill("Much work");
  await call(inkwell, "DELETE", `/api/posts/${id}`, { token: author.token });
  await save(page).click();
  await alert(page, "does not exist anymore").waitFor();
  expect(await text(page).inputValue()).toBe("Much work");
  await page.reload();
  await alert(page, "does not exist anymore").waitFor();
  expect(await readFields(page)).toEqual([name, "Much work"]);
  await button(page, "Make it a new post").click();
  await page.waitForURL((url) => url.pathname === "/new");
  expect(await readFields(page)).toEqual([name, "Much work"]);
  await button(page, "Publish").click();
  await heading(page, name).waitFor();
  expect(await readPostRows(inkwell, author.id)).toHaveLength(1);
});

it("discards the draft of an edit, and restores it by Undo", async () => {
  const author = await signUp(inkwell);
  const { id, title: name, content } = await publish(inkwell, author);
  const page = await visit(`/posts/${id}/edit`, { token: author.token });
  await text(page).fill("Other words");
  await page.reload();
  await page.getByText("You are editing a draft").waitFor();
  await button(page, "Discard draft").click();
  await edit(page).click();
  await title(page).waitFor();
  expect(await readFields(page)).toEqual([name, content]);
  await page.goBack();
  await page.getByRole("button", { name: "Undo" }).click();
  await edit(page).click();
  await title(page).waitFor();
  expect(await readFields(page)).toEqual([name, "Other words"]);
});

it("says who may edit a post to somebody else, and shows the 404 page for a post that does not exist", async () => {
  const [author, other] = [await signUp(inkwell), await signUp(inkwell)];
  const { id } = await publish(inkwell, author);
  const missing = "/posts/999999999/edit";
  const page = await visit(`/posts/${id}/edit`, {
    token: other.token,
    expected: [`404 GET ${missing}`, "404 GET /api/posts/999999999"],
  });
  await heading(page, "Only the author can edit this post").waitFor();
  expect(await title(page).count()).toBe(0);
  expect((await page.goto(missing))?.status()).toBe(404);
  await opener(page).waitFor();
  await heading(page, "Page not found").waitFor();
});
