import { expect, it } from "vitest";
import {
  addBrowserUser,
  countSessions,
  logInOn,
  readRefreshCookie,
  spoilToken,
  statusOf,
  submitLogin,
} from "../../support/browser-session";
import { provideInkwell } from "../../support/inkwell";
import {
  accountNav,
  addressOf,
  eventually,
  loginLink,
  logoutButton,
  provideBrowser,
  readAll,
  readToken,
  recordRequests,
} from "../../support/page";
import { addSession, addUser, signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

it("logs out on any page, and leads home without a detour to the login page", async () => {
  const user = await addUser(inkwell);
  const page = await visit("/login", { expected: ["404 GET /no-such-page"] });
  for (const path of ["/account", "/docs", "/docs/errors", "/no-such-page", "/"]) {
    const token = await addSession(inkwell, user);
    await page.evaluate((kept) => localStorage.setItem("access_token", kept), token);
    await page.goto(path);
    await logoutButton(page).waitFor();
    const visited: string[] = [];
    page.on("framenavigated", () => visited.push(addressOf(page)));
    await logoutButton(page).click();
    await loginLink(page).waitFor();
    await page.waitForURL("/");
    expect(await readToken(page), path).toBeNull();
    expect(await readAll(page.locator("body")), path).not.toContain(user.email);
    expect(
      visited.filter((address) => address.startsWith("/login")),
      path,
    ).toEqual([]);
  }
  await page.reload();
  await loginLink(page).waitFor();
});

it("shows nothing private when a visitor goes back to /account after a logout", async () => {
  const { token, email, username } = await signUp(inkwell);
  const page = await visit("/account", { token });
  await eventually(() => readAll(page.getByRole("main"))).toContain(email);
  await logoutButton(page).click();
  await page.waitForURL("/");
  await page.goBack();
  await page.waitForURL("**/login?next=%2Faccount");
  const text = await readAll(page.locator("body"));
  expect(text).not.toContain(email);
  expect(text).not.toContain(username);
});

it("asks again who is logged in when another user logs in after a logout", async () => {
  const first = await signUp(inkwell);
  const second = await addUser(inkwell);
  const page = await visit("/", { token: first.token });
  await logoutButton(page).click();
  await loginLink(page).click();
  const requests = recordRequests(page, "GET", "/api/users/me");
  await submitLogin(page, second);
  await accountNav(page).getByText(second.email).waitFor();
  expect(requests).toHaveLength(1);
});

it("keeps the refresh token in a cookie that no script can read, and invalidates both tokens by a logout", async () => {
  const user = await addUser(inkwell);
  const page = await visit("/login");
  await logInOn(page, user);
  const token = (await readToken(page)) ?? "";
  const cookie = await readRefreshCookie(page);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/api/users/token" });
  const seen = await page.evaluate(() => document.cookie + JSON.stringify(localStorage));
  expect(seen).toContain("access_token");
  expect(seen).not.toContain("refresh_token");
  expect(seen).not.toContain(cookie?.value);
  expect(await statusOf(inkwell, token)).toBe(200);

  await logoutButton(page).click();
  await loginLink(page).waitFor();
  await eventually(() => statusOf(inkwell, token)).toBe(401);
  await eventually(() => readRefreshCookie(page)).toBeUndefined();
  expect(await countSessions(inkwell, user)).toBe(0);
  const response = await fetch(`${inkwell.url}/api/users/token`, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: cookie?.value ?? "" }),
  });
  expect(response.status).toBe(400);
});

it("ends the session by a logout with an expired access token", async () => {
  const { user, session } = await addBrowserUser(inkwell);
  const page = await visit("/", { session });
  await logoutButton(page).waitFor();
  await spoilToken(page);
  await logoutButton(page).click();
  await loginLink(page).waitFor();
  await eventually(() => countSessions(inkwell, user)).toBe(0);
});

it("logs out on the device without a network, and ends the session at the next login", async () => {
  const { user, session } = await addBrowserUser(inkwell);
  const page = await visit("/", { session, expected: ["net::ERR_INTERNET_DISCONNECTED"] });
  await logoutButton(page).waitFor();
  await page.context().setOffline(true);
  await logoutButton(page).click();
  await loginLink(page).waitFor();
  expect(await readToken(page)).toBeNull();
  await page.context().setOffline(false);
  await page.goto("/login");
  await loginLink(page).waitFor();
  expect(await countSessions(inkwell, user)).toBe(1);

  await logInOn(page, user);
  expect(await countSessions(inkwell, user)).toBe(1);
});
