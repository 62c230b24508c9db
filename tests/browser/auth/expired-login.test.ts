import type { Page } from "playwright";
import { expect, it } from "vitest";
import { logInOn } from "../../support/browser-session";
import {
  button,
  EMPTY,
  heading,
  openAndType,
  opener,
  openNew,
  readFields,
  title,
  type,
} from "../../support/editor";
import { provideInkwell } from "../../support/inkwell";
import { addressOf, loginLink, logoutButton, provideBrowser } from "../../support/page";
import { expired, publish } from "../../support/posts";
import { signUp, type Author } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

/** The response to a renewal without a refresh token. */
const NO_RENEWAL = "400 POST /api/users/token";

/** Replaces the access token by one that has expired. */
async function expire(page: Page, author: Author): Promise<void> {
  await page.evaluate((token) => localStorage.setItem("access_token", token), expired(author));
}

const waitForLogin = (page: Page) => page.waitForURL((url) => url.pathname === "/login");

it("restores the new post of an author whose login had expired, after a new login", async () => {
  const author = await signUp(inkwell);
  const page = await visit("/", { token: author.token, expected: ["401 POST /api/posts", NO_RENEWAL] });
  const typed = await openAndType(page);
  const path = addressOf(page);
  expect(path).toMatch(/^\/new\?draft=./);
  await expire(page, author);
  await button(page, "Publish").click();
  await waitForLogin(page);
  expect(new URL(page.url()).searchParams.get("next")).toBe(path);
  await logInOn(page, author);
  await title(page).waitFor();
  expect(addressOf(page)).toBe(path);
  expect(await readFields(page)).toEqual(typed);
  await button(page, "Publish").click();
  await heading(page, typed[0] ?? "").waitFor();
  await page.reload();
  await opener(page).waitFor();
  expect(await openNew(page)).toEqual(EMPTY);
});

it("restores the edit of an author whose login had expired, after a new login", async () => {
  const author = await signUp(inkwell);
  const { id } = await publish(inkwell, author);
  const page = await visit(`/posts/${id}`, {
    token: author.token,
    expected: [`401 PATCH /api/posts/${id}`, NO_RENEWAL],
  });
  await page.getByRole("link", { name: "Edit" }).click();
  const typed = await type(page);
  const path = addressOf(page);
  await expire(page, author);
  await button(page, "Save").click();
  await waitForLogin(page);
  await logInOn(page, author);
  await title(page).waitFor();
  expect(addressOf(page)).toBe(path);
  expect(await readFields(page)).toEqual(typed);
  await page.getByRole("status").filter({ hasText: "You are editing a draft" }).waitFor();
  await button(page, "Save").click();
  await heading(page, typed[0] ?? "").waitFor();
});

it("shows a draft to no other user of the same browser", async () => {
  const [author, other] = [await signUp(inkwell), await signUp(inkwell)];
  const page = await visit("/", { token: author.token, expected: ["401 POST /api/posts", NO_RENEWAL] });
  const typed = await openAndType(page);
  await expire(page, author);
  await button(page, "Publish").click();
  await waitForLogin(page);
  await logInOn(page, other);
  expect(await readFields(page)).toEqual(EMPTY);
  await page.goto("/drafts");
  await page.getByText("No drafts").waitFor();
  await logoutButton(page).click();
  await loginLink(page).click();
  await waitForLogin(page);
  await logInOn(page, author);
  await page.goto("/drafts");
  await page.getByRole("link", { name: `Continue ${typed[0]}` }).click();
  await title(page).waitFor();
  expect(await readFields(page)).toEqual(typed);
});
