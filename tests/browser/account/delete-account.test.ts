import type { Page } from "playwright";
import { expect, it } from "vitest";
import { call } from "../../support/call";
import { readPostRows } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import {
  chooseInMenu,
  emailButton,
  articlesBy,
  eventually,
  hasFocus,
  isMarked,
  loginLink,
  mark,
  provideBrowser,
  readToken,
  recordRequests,
} from "../../support/page";
import { publish } from "../../support/posts";
import { signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const opener = (page: Page) => page.getByRole("main").getByRole("button", { name: "Delete account…" });
const dialog = (page: Page) => page.getByRole("dialog", { name: "Delete your account?" });
const confirm = (page: Page) => dialog(page).getByRole("button", { name: "Delete my account" });

it("deletes the account with its posts and drafts, logs out and leads home", async () => {
  const [stays, goes] = [await signUp(inkwell), await signUp(inkwell)];
  const kept = await publish(inkwell, stays);
  const { id } = await publish(inkwell, goes);
  const draft = `inkwell-draft:${goes.id}:new`;
  const page = await visit("/", { token: goes.token, stored: { [draft]: '{"title":"A","content":"B"}' } });
  await mark(page);
  const visited: string[] = [];
  page.on("framenavigated", (frame) => visited.push(new URL(frame.url()).pathname));
  await chooseInMenu(page, goes.email, "Account");
  await opener(page).click();
  await dialog(page).getByText(goes.username).waitFor();
  await confirm(page).click();
  await page.waitForURL("/");
  await loginLink(page).waitFor();
  expect(await readToken(page)).toBeNull();
  await eventually(() => articlesBy(page, goes.username).count()).toBe(0);
  expect(await articlesBy(page, stays.username).count()).toBe(1);
  expect(visited).not.toContain("/login");
  expect(await page.evaluate((name) => localStorage.getItem(name), draft)).toBeNull();
  expect(await isMarked(page)).toBe(true);

  expect(await readPostRows(inkwell, goes.id)).toEqual([]);
  expect((await readPostRows(inkwell, stays.id)).map((row) => row.id)).toEqual([kept.id]);
  expect((await page.request.get(`/posts/${id}`)).status()).toBe(404);
  expect((await page.request.get(`/users/${goes.id}/posts`)).status()).toBe(404);
  const { email, password } = goes;
  const response = await call(inkwell, "POST", "/api/users/token", { form: { username: email, password } });
  expect(response.status).toBe(401);
});

it("asks before it deletes the account, and keeps it after Keep my account, Close or Escape", async () => {
  const { token, id, email } = await signUp(inkwell);
  const page = await visit("/account", { token });
  const requests = recordRequests(page, "DELETE", `/api/users/${id}`);
  for (const way of ["Keep my account", "Close", "Escape"]) {
    await opener(page).click();
    await confirm(page).waitFor();
    if (way === "Escape") await page.keyboard.press(way);
    else await dialog(page).getByRole("button", { name: way }).click();
    await eventually(() => dialog(page).count()).toBe(0);
    await eventually(() => hasFocus(opener(page))).toBe(true);
  }
  await page.reload();
  await emailButton(page, email).waitFor();
  expect(requests).toHaveLength(0);
});

it("says that the server cannot be reached, keeps the account, and can delete it on the second try", async () => {
  const { token, id } = await signUp(inkwell);
  const path = `/api/users/${id}`;
  const page = await visit("/account", {
    token,
    expected: [`net::ERR_INTERNET_DISCONNECTED DELETE ${path}`],
  });
  await page.route(`**${path}`, (route) => route.abort("internetdisconnected"));
  await opener(page).click();
  await confirm(page).click();
  await dialog(page).getByRole("alert").filter({ hasText: "cannot be reached" }).waitFor();
  expect(await readToken(page)).toBe(token);
  await page.unroute(`**${path}`);
  await confirm(page).click();
  await page.waitForURL("/");
  await loginLink(page).waitFor();
});
