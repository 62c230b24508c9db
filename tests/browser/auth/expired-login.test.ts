import type { Page } from "playwright";
import { expect, it } from "vitest";
import {
  button,
  editor,
  EMPTY,
  heading,
  openAndType,
  opener,
  openNew,
  readFields,
  type,
} from "../../support/editor";
import { provideInkwell } from "../../support/inkwell";
import { accountNav, addressOf, provideBrowser } from "../../support/page";
import { expired, publish } from "../../support/posts";
import { signUp, type Author } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

/** What the server says to a renewal where there is nothing to renew. */
const REFUSED = "400 POST /api/users/token";

/** Lets the log-in run out, as time would. */
async function expire(page: Page, author: Author): Promise<void> {
  await page.evaluate((token) => localStorage.setItem("access_token", token), expired(author));
}

async function logIn(page: Page, { email, password }: Author): Promise<void> {
  await page.getByLabel("Email", { exact: true }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL((url) => url.pathname !== "/login");
}

it("opens the new post again, with what was typed, after a log-in that had run out", async () => {
  const author = await signUp(inkwell);
  const path = `/users/${author.id}/posts`;
  const page = await visit(path, { token: author.token, expected: ["401 POST /api/posts", REFUSED] });
  const typed = await openAndType(page);
  await expire(page, author);
  await button(page, "Publish").click();
  await page.waitForURL((url) => url.pathname === "/login");
  expect(new URL(page.url()).searchParams.get("next")).toBe(path);
  await logIn(page, author);
  await editor(page).waitFor();
  expect(addressOf(page)).toBe(path);
  expect(await readFields(page)).toEqual(typed);
  await button(page, "Publish").click();
  await heading(page, typed[0] ?? "").waitFor();
  await page.reload();
  await opener(page).waitFor();
  expect(await openNew(page)).toEqual(EMPTY);
});

it("opens an edit again, with what was typed, after a log-in that had run out", async () => {
  const author = await signUp(inkwell);
  const { id } = await publish(inkwell, author);
  const page = await visit(`/posts/${id}`, {
    token: author.token,
    expected: [`401 PUT /api/posts/${id}`, REFUSED],
  });
  await page.getByRole("button", { name: "Edit" }).click();
  const typed = await type(page);
  await expire(page, author);
  await button(page, "Save").click();
  await page.waitForURL((url) => url.pathname === "/login");
  await logIn(page, author);
  await editor(page).waitFor();
  expect(addressOf(page)).toBe(`/posts/${id}`);
  expect(await readFields(page)).toEqual(typed);
  await editor(page).getByRole("status").filter({ hasText: "This is your draft" }).waitFor();
  await button(page, "Save").click();
  await heading(page, typed[0] ?? "").waitFor();
});

it("shows a draft to nobody else who uses the same browser", async () => {
  const [author, other] = [await signUp(inkwell), await signUp(inkwell)];
  const page = await visit("/", { token: author.token, expected: ["401 POST /api/posts", REFUSED] });
  const typed = await openAndType(page);
  await expire(page, author);
  await button(page, "Publish").click();
  await page.waitForURL((url) => url.pathname === "/login");
  await logIn(page, other);
  expect(await openNew(page)).toEqual(EMPTY);
  await page.keyboard.press("Escape");
  await accountNav(page).getByRole("button", { name: "Log out" }).click();
  await accountNav(page).getByRole("link", { name: "Log in" }).click();
  await logIn(page, author);
  await page.reload();
  expect(await openNew(page)).toEqual(typed);
});
