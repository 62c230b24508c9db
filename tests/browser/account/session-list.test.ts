import type { Page } from "playwright";
import { expect, it } from "vitest";
import { call } from "../../support/call";
import { execute } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { accountNav, eventually, makeGate, provideBrowser, readToken } from "../../support/page";
import { logInOn, statusOf } from "../../support/session";
import { logIn, register, type TestUser } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const PATH = "**/api/users/me/sessions";
const section = (page: Page) => page.getByRole("region", { name: "Sessions" });
const rows = (page: Page) => section(page).getByRole("listitem");
const endAll = (page: Page) => section(page).getByRole("button", { name: "Log out all other sessions" });

async function visitAccount(user: TestUser, expected: string[] = []): Promise<Page> {
  const page = await visit("/login?next=%2Faccount", { expected });
  await logInOn(page, user);
  await page.waitForURL("/account");
  return page;
}

async function logInByPhone({ email, password }: TestUser): Promise<string> {
  const answer = await call(inkwell, "POST", "/api/users/token", {
    form: { username: email, password },
    headers: { "User-Agent": "Mozilla/5.0 (Android 14; Mobile; rv:126.0) Gecko/126.0 Firefox/126.0" },
  });
  return (answer.body as { access_token: string }).access_token;
}

it("lists device, address and last use of each session, and says which is this one", async () => {
  const user = await register(inkwell);
  await logInByPhone(user);
  const hourAgo = new Date(Date.now() - 61 * 60 * 1000).toISOString();
  await execute(inkwell, "UPDATE sessions SET last_used_at = ? WHERE user_id = ?", hourAgo, user.id);
  const page = await visitAccount(user);
  await rows(page).nth(1).waitFor();
  const [mine = "", other = ""] = await rows(page).allInnerTexts();
  expect(mine).toMatch(/Chrome.* on Linux\s+This device · 127\.0\.0\.1 · used just now/);
  expect(other).toMatch(/Firefox on Android\s+127\.0\.0\.1 · used 1 hour ago/);
  expect(await rows(page).nth(1).locator("time").getAttribute("datetime")).toBe(hourAgo);
});

it("ends one session, and no other", async () => {
  const user = await register(inkwell);
  const [phone, program] = [await logInByPhone(user), await logIn(inkwell, user)];
  const page = await visitAccount(user);
  await rows(page)
    .filter({ hasText: "Firefox" })
    .getByRole("button", { name: "Log out Firefox on Android" })
    .click();
  await eventually(() => rows(page).count()).toBe(2);
  expect(await rows(page).filter({ hasText: "Firefox" }).count()).toBe(0);
  expect(await statusOf(inkwell, phone)).toBe(401);
  expect(await statusOf(inkwell, program)).toBe(200);
  const focused = section(page).getByRole("heading", { name: "Sessions" });
  expect(await focused.evaluate((element) => element === document.activeElement)).toBe(true);
});

it("ends all other sessions, and then offers it no more", async () => {
  const user = await register(inkwell);
  const others = [await logInByPhone(user), await logIn(inkwell, user)];
  const page = await visitAccount(user);
  await endAll(page).click();
  await eventually(() => rows(page).count()).toBe(1);
  expect(await endAll(page).count()).toBe(0);
  for (const token of others) expect(await statusOf(inkwell, token)).toBe(401);
  expect(await statusOf(inkwell, (await readToken(page)) ?? "")).toBe(200);
});

it("logs out where somebody ends this session", async () => {
  const page = await visitAccount(await register(inkwell));
  const token = (await readToken(page)) ?? "";
  await rows(page).getByRole("button", { name: "Log out" }).click();
  await page.waitForURL("/");
  await accountNav(page).getByRole("link", { name: "Log in" }).waitFor();
  await eventually(() => statusOf(inkwell, token)).toBe(401);
});

it("takes a session off the list that was over already", async () => {
  const user = await register(inkwell);
  await logInByPhone(user);
  const page = await visitAccount(user, ["404 DELETE /api/users/me/sessions/"]);
  await rows(page).nth(1).waitFor();
  await execute(inkwell, "DELETE FROM sessions WHERE user_id = ? AND device LIKE 'Firefox%'", user.id);
  await rows(page).filter({ hasText: "Firefox" }).getByRole("button").click();
  await eventually(() => rows(page).count()).toBe(1);
});

it("says that it loads, and what went wrong, and can be tried again", async () => {
  const user = await register(inkwell);
  const page = await visitAccount(user, ["net::ERR_INTERNET_DISCONNECTED"]);
  const gate = makeGate();
  await page.route(PATH, (route) => gate.opened.then(() => route.abort("internetdisconnected")));
  await page.reload();
  await section(page).getByRole("status").filter({ hasText: "Loading your sessions…" }).waitFor();
  gate.open();
  await section(page).getByRole("alert").filter({ hasText: "cannot be reached" }).waitFor();
  await page.unroute(PATH);
  await section(page).getByRole("button", { name: "Try again" }).click();
  await rows(page).first().waitFor();
  expect(await section(page).getByRole("alert").count()).toBe(0);
});
