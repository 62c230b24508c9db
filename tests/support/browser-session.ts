import { createHash, randomBytes } from "node:crypto";
import type { BrowserContextOptions, Cookie, Page } from "playwright";
import { call, keepSecret } from "./call";
import { execute, readSessionRows } from "./database";
import { SECRET_KEY, type Inkwell } from "./inkwell";
import { mintToken, readToken as readClaims, sidOf } from "./mint-token";
import { readToken } from "./page";
import { addSession, addUser, type TestUser } from "./users";

// A session of the site's own pages, as a browser holds it.

type StorageState = Exclude<BrowserContextOptions["storageState"], string | undefined>;

export interface BrowserSession {
  token: string;
  refreshToken: string;
  cookies: StorageState["cookies"];
  /** Entries of `localStorage`. */
  stored: Record<string, string>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Adds a session of a user straight to the database, for tests that need a refresh token but no login page. */
export async function addBrowserSession(
  server: Inkwell,
  user: Pick<TestUser, "id">,
): Promise<BrowserSession> {
  const token = await addSession(server, user);
  const bytes = randomBytes(48);
  const refreshToken = bytes.toString("base64url");
  const hash = (part: Buffer) => createHash("sha256").update(part).digest("base64url");
  await execute(
    server,
    "UPDATE sessions SET family_hash = ?, token_hash = ? WHERE sid = ?",
    hash(bytes.subarray(0, 16)),
    hash(bytes),
    sidOf(token),
  );
  keepSecret(server, [refreshToken]);
  const now = Date.now();
  return {
    token,
    refreshToken,
    cookies: [
      {
        name: "refresh_token",
        value: refreshToken,
        domain: new URL(server.url).hostname,
        path: "/api/users/token",
        expires: (now + DAY_MS) / 1000,
        httpOnly: true,
        secure: false,
        sameSite: "Strict",
      },
    ],
    stored: {
      access_token: token,
      access_token_renew_at: String(now + 29 * 60 * 1000),
      access_token_log_in: String(now),
    },
  };
}

/** Adds a user who is logged in in a browser. */
export async function addBrowserUser(server: Inkwell): Promise<{ user: TestUser; session: BrowserSession }> {
  const user = await addUser(server);
  return { user, session: await addBrowserSession(server, user) };
}

/** Fills in the login form and sends it. */
export async function submitLogin(
  page: Page,
  { email, password }: Pick<TestUser, "email" | "password">,
): Promise<void> {
  await page.getByLabel("Email", { exact: true }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
}

/** Logs in on the login page that is open, and waits until it has led on. */
export async function logInOn(page: Page, user: Pick<TestUser, "email" | "password">): Promise<void> {
  await submitLogin(page, user);
  await page.waitForURL((url) => url.pathname !== "/login");
}

/** Makes the server reject the access token that the browser holds, like one that has expired. */
export async function spoilToken(page: Page): Promise<void> {
  await page.evaluate(() => localStorage.setItem("access_token", "rejected"));
}

/** Lets the time come at which the access token is renewed. */
export async function makeRenewalDue(page: Page): Promise<void> {
  await page.evaluate(() => localStorage.setItem("access_token_renew_at", "1"));
}

/** Reports to the page that it became visible again. */
export async function lookAgain(page: Page): Promise<void> {
  await page.evaluate(() => void document.dispatchEvent(new Event("visibilitychange")));
}

/** Makes the login six minutes old, too old for actions that need a recent one. */
export async function ageLogin(page: Page): Promise<void> {
  const { header, claims } = readClaims((await readToken(page)) ?? "");
  const old = { ...claims, auth_time: Number(claims["auth_time"]) - 6 * 60 };
  const token = mintToken(header, old, SECRET_KEY);
  await page.evaluate((aged) => localStorage.setItem("access_token", aged), token);
}

/** Returns the refresh token that the browser holds. */
export async function readRefreshCookie(page: Page): Promise<Cookie | undefined> {
  const cookies = await page.context().cookies(new URL("/api/users/token", page.url()).href);
  return cookies.find(({ name }) => name === "refresh_token");
}

/** Returns the number of sessions that a user has. */
export async function countSessions(server: Inkwell, { id }: Pick<TestUser, "id">): Promise<number> {
  return (await readSessionRows(server, id)).length;
}

/** Returns the status of `/api/users/me` for an access token. */
export async function statusOf(server: Inkwell, token: string): Promise<number> {
  keepSecret(server, [token]);
  return (await call(server, "GET", "/api/users/me", { token })).status;
}
