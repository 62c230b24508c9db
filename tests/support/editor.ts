import type { Page } from "playwright";
import { expect } from "vitest";
import { accountNav, eventually } from "./page";
import { newPost } from "./posts";

/** The fields of an empty post editor. */
export const EMPTY = ["", ""];

export const opener = (page: Page) => accountNav(page).getByRole("link", { name: "New Post" });
export const editor = (page: Page) => page.getByRole("main");
export const title = (page: Page) => editor(page).getByLabel("Title", { exact: true });
export const text = (page: Page) => editor(page).getByLabel("Text", { exact: true });
export const button = (page: Page, name: string) => editor(page).getByRole("button", { name, exact: true });
/** The part of the bar that says where the text is. */
export const state = (page: Page, words: string | RegExp) =>
  editor(page).getByRole("status").filter({ hasText: words });
export const alert = (page: Page, words: string | RegExp) =>
  editor(page).getByRole("alert").filter({ hasText: words });
export const heading = (page: Page, name: string) =>
  page.getByRole("heading", { level: 1, name, exact: true });

/** Returns what is in the fields of the open editor. */
export async function readFields(page: Page): Promise<string[]> {
  return [await title(page).inputValue(), await text(page).inputValue()];
}

/** Opens the editor of a new post and returns what is in its fields. */
export async function openNew(page: Page): Promise<string[]> {
  await opener(page).click();
  await page.waitForURL("/new");
  return readFields(page);
}

/** Types a post into the open editor and returns what is then in its fields. */
export async function type(page: Page, post = newPost({ content: "One,\n\n  two" })): Promise<string[]> {
  await title(page).fill(post.title);
  await text(page).fill(post.content);
  return [post.title, post.content];
}

/** Opens an empty editor and types a post into it. */
export async function openAndType(page: Page): Promise<string[]> {
  expect(await openNew(page)).toEqual(EMPTY);
  return type(page);
}

/** Returns the texts of the drafts on a device, the latest last. */
export async function readDrafts(page: Page): Promise<string[][]> {
  const drafts = await page.evaluate(() =>
    Object.entries({ ...localStorage })
      .filter(([name]) => name.startsWith("inkwell-draft:"))
      .map(([, json]) => JSON.parse(String(json)) as { title: string; content: string; savedAt: number }),
  );
  return drafts
    .sort((one, other) => one.savedAt - other.savedAt)
    .map(({ title, content }) => [title, content]);
}

/** Waits until the editor that is open has an address that names its draft, and returns it. */
export async function waitForDraft(page: Page): Promise<string> {
  await eventually(() => new URL(page.url()).searchParams.get("draft")).not.toBeNull();
  return page.url();
}
