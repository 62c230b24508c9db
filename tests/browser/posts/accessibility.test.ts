import type { Page } from "playwright";
import { beforeAll, it } from "vitest";
import { expectAccessible } from "../../support/accessibility";
import { provideInkwell } from "../../support/inkwell";
import { accountNav, provideBrowser } from "../../support/page";
import { publish, addPosts } from "../../support/posts";
import { logIn, register, type Author } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const TITLE = "W".repeat(100);
const LINK = `https://example.com/${"x".repeat(300)}`;

let author: Author;
let postId: number;

// Everything as long as it may be, in one word: it must not widen the page.
beforeAll(async () => {
  const user = await register(inkwell, { username: "Y".repeat(50) });
  author = { ...user, token: await logIn(inkwell, user) };
  await addPosts(inkwell, author, 20);
  postId = (await publish(inkwell, author, { title: TITLE, content: `See ${LINK} for more.\n\nEnd.` })).id;
});

const click = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

interface State {
  path: () => string;
  /** Brings the page into the state, and waits until it is there. */
  reach: (page: Page) => Promise<unknown>;
}

const signedIn = (page: Page) => accountNav(page).getByRole("button", { name: "Log out" }).waitFor();
const post = () => `/posts/${postId}`;

const STATES: Record<string, State> = {
  "the front page with posts": { path: () => "/", reach: signedIn },
  "the front page with older posts": {
    path: () => "/",
    async reach(page) {
      await page.getByRole("link", { name: "Older posts" }).click();
      await page.getByRole("article").nth(20).waitFor();
    },
  },
  "a post, as its author": {
    path: post,
    reach: (page) => page.getByRole("button", { name: "Edit" }).waitFor(),
  },
  "an author's posts": { path: () => `/users/${author.id}/posts`, reach: signedIn },
  "the editor of a post": {
    path: post,
    async reach(page) {
      await click(page, "Edit");
      await page.getByRole("dialog", { name: "Edit post" }).getByLabel("Text").waitFor();
    },
  },
  "the editor of a new post, with faults": {
    path: () => "/",
    async reach(page) {
      await click(page, "New Post");
      await click(page, "Publish");
      await page.getByText("Write something").waitFor();
    },
  },
  "the question before a post is deleted": {
    path: post,
    async reach(page) {
      await click(page, "Delete");
      await page.getByRole("dialog", { name: "Delete this post?" }).waitFor();
    },
  },
  "the question before an account is deleted": {
    path: () => "/account",
    async reach(page) {
      await click(page, "Delete account…");
      await page.getByRole("dialog", { name: "Delete your account?" }).waitFor();
    },
  },
  "the word that a draft was discarded": {
    path: () => "/",
    async reach(page) {
      await click(page, "New Post");
      await page.getByLabel("Title").fill("A beginning");
      await click(page, "Discard");
      await page.getByRole("button", { name: "Undo" }).waitFor();
    },
  },
};

it.each(Object.entries(STATES))(
  "has no fault that axe finds and fits 320 px: %s",
  async (_, { path, reach }) => {
    const page = await visit(path(), { token: author.token, reducedMotion: "reduce" });
    await reach(page);
    await expectAccessible(page);
  },
);
