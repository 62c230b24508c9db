import type { Page } from "playwright";
import { expect, it } from "vitest";
import { addBrowserUser, logInOn, statusOf } from "../../support/browser-session";
import { call } from "../../support/call";
import { execute } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { eventually, hasFocus, loginLink, makeGate, provideBrowser } from "../../support/page";
import { addSession, addUser, type TestUser } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const PATH = "**/api/users/me/sessions";
const FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:126.0) Gecko/126.0 Firefox/126.0";
const section = (page: Page) => page.getByRole("region", { name: "Sessions" });
const rows = (page: Page) => section(page).getByRole("listitem");
const phoneRow = (page: Page) => rows(page).filter({ hasText: "Firefox on Android" });
const logOutOthers = (page: Page) =>
  section(page).getByRole("button", { name: "Log out all other sessions" });

/** Adds a session on a phone and returns its access token. */
async function addPhone(user: Pick<TestUser, "id">): Promise<string> {
  const token = await addSession(inkwell, user);
  // Of the sessions of the user, the last one added.
  await execute(
    inkwell,
    "UPDATE sessions SET device = 'Firefox on Android' WHERE id = (SELECT max(id) FROM sessions WHERE user_id = ?)",
    user.id,
  );
  return token;
}

it("lists device, address and last use of each session, and marks the current one", async () => {
  const user = await addUser(inkwell);
  const { email, password } = user;
  const form = { username: email, password };
  await call(inkwell, "POST", "/api/users/token", { form, headers: { "User-Agent": FIREFOX } });
  const hourAgo = new Date(Date.now() - 61 * 60 * 1000).toISOString();
  await execute(inkwell, "UPDATE sessions SET last_used_at = ? WHERE user_id = ?", hourAgo, user.id);
  const page = await visit("/login?next=%2Faccount");
  await logInOn(page, user);
  await rows(page).nth(1).waitFor();
  const [mine = "", other = ""] = await rows(page).allInnerTexts();
  expect(mine).toMatch(/Chrome.* on Linux\s+This device · 127\.0\.0\.1 · used just now/);
  expect(other).toMatch(/Firefox on Android\s+127\.0\.0\.1 · used 1 hour ago/);
  expect(await rows(page).nth(1).locator("time").getAttribute("datetime")).toBe(hourAgo);
});

it("logs out one session, then all others, and never the current one", async () => {
  const { user, session } = await addBrowserUser(inkwell);
  const [phone, program] = [await addPhone(user), await addSession(inkwell, user)];
  const page = await visit("/account", { session });
  await phoneRow(page).getByRole("button", { name: "Log out Firefox on Android" }).click();
  await eventually(() => rows(page).count()).toBe(2);
  expect(await phoneRow(page).count()).toBe(0);
  expect(await statusOf(inkwell, phone)).toBe(401);
  expect(await statusOf(inkwell, program)).toBe(200);
  expect(await hasFocus(section(page).getByRole("heading", { name: "Sessions" }))).toBe(true);

  await logOutOthers(page).click();
  await eventually(() => rows(page).count()).toBe(1);
  expect(await logOutOthers(page).count()).toBe(0);
  expect(await statusOf(inkwell, program)).toBe(401);
  expect(await statusOf(inkwell, session.token)).toBe(200);
});

it("logs out of the site when the current session is logged out in the list", async () => {
  const { session } = await addBrowserUser(inkwell);
  const page = await visit("/account", { session });
  await rows(page).getByRole("button", { name: "Log out" }).click();
  await page.waitForURL("/");
  await loginLink(page).waitFor();
  await eventually(() => statusOf(inkwell, session.token)).toBe(401);
});

it("removes a session from the list that had already ended when it was logged out", async () => {
  const { user, session } = await addBrowserUser(inkwell);
  await addPhone(user);
  const page = await visit("/account", { session, expected: ["404 DELETE /api/users/me/sessions/"] });
  await rows(page).nth(1).waitFor();
  await execute(inkwell, "DELETE FROM sessions WHERE user_id = ? AND device LIKE 'Firefox%'", user.id);
  await phoneRow(page).getByRole("button").click();
  await eventually(() => rows(page).count()).toBe(1);
});

it("shows that the session list is loading or why it could not be loaded, and can try again", async () => {
  const { session } = await addBrowserUser(inkwell);
  const gate = makeGate();
  const page = await visit("/account", {
    session,
    expected: ["net::ERR_INTERNET_DISCONNECTED"],
    before: (context) =>
      context.route(PATH, (route) => gate.opened.then(() => route.abort("internetdisconnected"))),
  });
  await section(page).getByRole("status").filter({ hasText: "Loading your sessions…" }).waitFor();
  gate.open();
  await section(page).getByRole("alert").filter({ hasText: "cannot be reached" }).waitFor();
  await page.context().unroute(PATH);
  await section(page).getByRole("button", { name: "Try again" }).click();
  await rows(page).first().waitFor();
  expect(await section(page).getByRole("alert").count()).toBe(0);
});
