import type { Page } from "playwright";
import { expect } from "vitest";
import { accountNav } from "./page";
import { newPost } from "./posts";

// The editor of posts, as a person finds it.

/** The fields of an editor in which nothing was typed. */
export const EMPTY = ["", ""];

export const opener = (page: Page) => accountNav(page).getByRole("button", { name: "New Post" });
export const editor = (page: Page) => page.getByRole("dialog", { name: /^(?:New|Edit) post$/ });
export const title = (page: Page) => editor(page).getByLabel("Title");
export const text = (page: Page) => editor(page).getByLabel("Text");
export const button = (page: Page, name: string) => editor(page).getByRole("button", { name });
export const heading = (page: Page, name: string) =>
  page.getByRole("heading", { level: 1, name, exact: true });

export async function readFields(page: Page): Promise<string[]> {
  return [await title(page).inputValue(), await text(page).inputValue()];
}

export async function openNew(page: Page): Promise<string[]> {
  await opener(page).click();
  return readFields(page);
}

/** Types a post into the editor that is open, and gives what is in its fields then. */
export async function type(page: Page, post = newPost({ content: "One,\n\n  two" })): Promise<string[]> {
  await title(page).fill(post.title);
  await text(page).fill(post.content);
  return [post.title, post.content];
}

export async function openAndType(page: Page): Promise<string[]> {
  expect(await openNew(page)).toEqual(EMPTY);
  return type(page);
}
