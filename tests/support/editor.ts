import type { Page } from "playwright";
import { expect } from "vitest";
import { accountNav } from "./page";
import { newPost } from "./posts";

/** The fields of an empty post editor. */
export const EMPTY = ["", ""];

export const opener = (page: Page) => accountNav(page).getByRole("button", { name: "New Post" });
export const editor = (page: Page) => page.getByRole("dialog", { name: /^(?:New|Edit) post$/ });
export const title = (page: Page) => editor(page).getByLabel("Title");
export const text = (page: Page) => editor(page).getByLabel("Text");
export const button = (page: Page, name: string) => editor(page).getByRole("button", { name });
export const heading = (page: Page, name: string) =>
  page.getByRole("heading", { level: 1, name, exact: true });

/** Returns what is in the fields of the open editor. */
export async function readFields(page: Page): Promise<string[]> {
  return [await title(page).inputValue(), await text(page).inputValue()];
}

/** Opens the editor of a new post and returns what is in its fields. */
export async function openNew(page: Page): Promise<string[]> {
  await opener(page).click();
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
