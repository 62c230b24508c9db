import type { Page } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { accountNav, eventually, provideBrowser, readToken } from "../../support/page";
import { countSessions, logInOn, readRefreshCookie, spoilToken, statusOf } from "../../support/session";
import { register } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const logout = (page: Page) => accountNav(page).getByRole("button", { name: "Log out" });
const login = (page: Page) => accountNav(page).getByRole("link", { name: "Log in" });

async function visitSignedIn(expected: string[] = []) {
  const user = await register(inkwell);
  const page = await visit("/login", { expected });
  await logInOn(page, user);
  await page.waitForURL("/");
  return { page, user, token: (await readToken(page)) ?? "" };
}

it("holds the refresh token in a cookie that no script sees", async () => {
  const { page } = await visitSignedIn();
  expect(await readRefreshCookie(page)).toMatchObject({
    httpOnly: true,
    sameSite: "Strict",
    path: "/api/users/token",
  });
  const seen = await page.evaluate(() => document.cookie + JSON.stringify(localStorage));
  expect(seen).toContain("access_token");
  expect(seen).not.toContain("refresh_token");
  expect(seen).not.toContain((await readRefreshCookie(page))?.value);
});

it("ends the session at log-out: neither the access token nor the cookie is of use afterwards", async () => {
  const { page, user, token } = await visitSignedIn();
  const cookie = (await readRefreshCookie(page))?.value ?? "";
  expect(await statusOf(inkwell, token)).toBe(200);
  await logout(page).click();
  await login(page).waitFor();
  await eventually(() => statusOf(inkwell, token)).toBe(401);
  await eventually(() => readRefreshCookie(page)).toBeUndefined();
  expect(await countSessions(inkwell, user)).toBe(0);
  const answer = await fetch(`${inkwell.url}/api/users/token`, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: cookie }),
  });
  expect(answer.status).toBe(400);
});

it("ends the session at log-out when the access token has run out, too", async () => {
  const { page, user } = await visitSignedIn();
  await spoilToken(page);
  await logout(page).click();
  await login(page).waitFor();
  await eventually(() => countSessions(inkwell, user)).toBe(0);
});

it("logs out without a network as far as this device goes; the next log-in ends what was left", async () => {
  const { page, user } = await visitSignedIn(["net::ERR_INTERNET_DISCONNECTED"]);
  await page.context().setOffline(true);
  await logout(page).click();
  await login(page).waitFor();
  expect(await readToken(page)).toBeNull();
  await page.context().setOffline(false);
  await page.reload();
  await login(page).waitFor();
  expect(await countSessions(inkwell, user)).toBe(1);

  await page.goto("/login");
  await logInOn(page, user);
  expect(await countSessions(inkwell, user)).toBe(1);
});
