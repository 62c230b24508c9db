import type { Page } from "playwright";
import { beforeAll, expect, it } from "vitest";
import { provideOwnInkwell } from "../../support/inkwell";
import { eventually, provideBrowser } from "../../support/page";
import { publish, type TestPost } from "../../support/posts";
import { signUp, type Author } from "../../support/users";

// The neighbors of a post are those of everyone, and this file knows them all.
const inkwell = provideOwnInkwell();
const visit = provideBrowser(inkwell);
let ada: Author;
let bob: Author;

beforeAll(async () => {
  ada = await signUp(inkwell);
  bob = await signUp(inkwell);
});

const neighbors = (page: Page) => page.getByRole("navigation", { name: "Previous and next post" });
const byAuthor = (page: Page) => page.getByRole("region", { name: /^More by / });
const readLinks = (page: Page) =>
  neighbors(page)
    .getByRole("link")
    .evaluateAll((links: HTMLAnchorElement[]) => links.map(({ rel, innerText }) => [rel, innerText]));
const heading = (page: Page, { title }: TestPost) =>
  page.getByRole("heading", { level: 1, name: title, exact: true });
const prev = ({ title }: TestPost) => ["prev", `Previous\n${title}`];
const next = ({ title }: TestPost) => ["next", `Next\n${title}`];

it("leads from the only post to all posts, and from each further one to its neighbors by anyone", async () => {
  const first = await publish(inkwell, ada);
  const page = await visit(`/posts/${first.id}`);
  expect(await readLinks(page)).toEqual([["", "All posts"]]);
  expect(await byAuthor(page).count()).toBe(0);

  const second = await publish(inkwell, bob, { title: "דיו and <ink>" });
  await page.reload();
  expect(await readLinks(page)).toEqual([next(second)]);
  const third = await publish(inkwell, ada);
  await page.reload();
  expect(await readLinks(page)).toEqual([next(second)]);
  expect(await byAuthor(page).getByRole("listitem").getByRole("link").allInnerTexts()).toEqual([third.title]);

  await neighbors(page)
    .getByRole("link", { name: `Next ${second.title}` })
    .click();
  await heading(page, second).waitFor();
  expect(await readLinks(page)).toEqual([prev(first), next(third)]);
  expect(await byAuthor(page).count()).toBe(0);
  await neighbors(page).getByRole("link", { name: /^Next/ }).click();
  await heading(page, third).waitFor();
  expect(await readLinks(page)).toEqual([prev(second)]);
  await neighbors(page)
    .getByRole("link", { name: /^Previous/ })
    .press("Enter");
  await heading(page, second).waitFor();
});

it("lists the three newest other posts of the author, and leads to all of them, without JavaScript", async () => {
  const posts: TestPost[] = [];
  for (let count = 0; count < 5; count += 1) posts.push(await publish(inkwell, bob));
  const titles = posts.map(({ title }) => title);
  const page = await visit(`/posts/${posts[3]?.id}`, { javaScriptEnabled: false });
  const listed = byAuthor(page).getByRole("listitem").getByRole("link");
  expect(await listed.allInnerTexts()).toEqual([titles[4], titles[2], titles[1]]);
  await listed.first().click();
  await heading(page, posts[4] as TestPost).waitFor();
  await byAuthor(page).getByRole("link", { name: bob.username }).click();
  await page.getByRole("heading", { level: 1, name: bob.username }).waitFor();
});

it("shows the reading time, and once the post was edited, when that was", async () => {
  const { id } = await publish(inkwell, ada, { content: "ink ".repeat(800) });
  const page = await visit(`/posts/${id}`);
  const header = page.getByRole("article").locator("header");
  expect(await header.getByText("4 min read").innerText()).toBe("4 min read");
  const headers = { Authorization: `Bearer ${ada.token}`, "Content-Type": "application/json" };
  const body = JSON.stringify({ content: "ink ".repeat(1_000) });
  await fetch(`${inkwell.url}/api/posts/${id}`, { method: "PATCH", headers, body });
  await page.reload();
  await eventually(() => header.getByText("min read").innerText()).toMatch(
    /^5 min read\s*·\s*Edited \w+ \d+, \d{4}$/,
  );
});
