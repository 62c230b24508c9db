import type { Cookie, Page } from "playwright";
import { call, keepSecret } from "./call";
import { readSessionRows } from "./database";
import { SECRET_KEY, type Inkwell } from "./inkwell";
import { mintToken, readToken as readClaims } from "./mint-token";
import { readToken } from "./page";
import type { TestUser } from "./users";

// A session of the site's own pages, as a browser holds it.

/** Logs in on the log-in page that is open, as a person does, and waits until it has led on. */
export async function logInOn(
  page: Page,
  { email, password }: Pick<TestUser, "email" | "password">,
): Promise<void> {
  await page.getByLabel("Email", { exact: true }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname !== "/login");
}

/** Makes the server refuse the access token that the browser holds, as it does one that has expired. */
export async function spoilToken(page: Page): Promise<void> {
  await page.evaluate(() => localStorage.setItem("access_token", "refused"));
}

/** Lets the time come at which the access token is renewed. */
export async function makeRenewalDue(page: Page): Promise<void> {
  await page.evaluate(() => localStorage.setItem("access_token_renew_at", "1"));
}

/** Comes back to a page that was out of sight. */
export async function lookAgain(page: Page): Promise<void> {
  await page.evaluate(() => void document.dispatchEvent(new Event("visibilitychange")));
}

/** Makes the log-in six minutes old. */
export async function ageLogin(page: Page): Promise<void> {
  const { header, claims } = readClaims((await readToken(page)) ?? "");
  const old = { ...claims, auth_time: Number(claims["auth_time"]) - 6 * 60 };
  const token = mintToken(header, old, SECRET_KEY);
  await page.evaluate((aged) => localStorage.setItem("access_token", aged), token);
}

/** The refresh token that the browser holds. */
export async function readRefreshCookie(page: Page): Promise<Cookie | undefined> {
  const cookies = await page.context().cookies(new URL("/api/users/token", page.url()).href);
  return cookies.find(({ name }) => name === "refresh_token");
}

/** Returns the number of sessions that a user has. */
export async function countSessions(server: Inkwell, { id }: Pick<TestUser, "id">): Promise<number> {
  return (await readSessionRows(server, id)).length;
}

/** The status that the API answers to an access token. */
export async function statusOf(server: Inkwell, token: string): Promise<number> {
  keepSecret(server, [token]);
  return (await call(server, "GET", "/api/users/me", { token })).status;
}
