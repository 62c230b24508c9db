import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page, Request } from "playwright";
import { afterEach, beforeAll, expect } from "vitest";
import { shareBrowser, type BrowserKind } from "./browser";
import type { BrowserSession } from "./browser-session";
import type { Inkwell } from "./inkwell";
import { watchContext } from "./watch-context";

interface VisitOptions extends BrowserContextOptions {
  /** The access token in the browser's `localStorage`, without a refresh token beside it. */
  token?: string;
  /** The session of an earlier visit: access token and refresh token. */
  session?: BrowserSession;
  /** Other entries of `localStorage`. */
  stored?: Record<string, string>;
  /** Width of the window in CSS pixels. */
  width?: number;
  /** Runs before the page opens, for example to route its requests. */
  before?: (context: BrowserContext) => Promise<unknown>;
  /** Waits until React has hydrated the page; true by default. */
  ready?: boolean;
  /** How much of the page to wait for; `load` by default. */
  waitUntil?: "commit";
  /** Errors that belong to the test, by how their report begins. */
  expected?: readonly string[];
}

/** Opens a page of the site in a new browser context. */
export type Visit = (path: string, options?: VisitOptions) => Promise<Page>;

const EVENTUALLY_MS = 15_000;

/**
 * Gives the tests of a file a browser and returns the function that opens pages in it. A test fails if `watchContext` reports
 * an error of its pages that it does not expect.
 */
export function provideBrowser(server: Inkwell, kind: BrowserKind = "shell"): Visit {
  let browser: Browser;
  let contexts: BrowserContext[] = [];
  let errors: string[] = [];
  let expected: string[] = [];

  beforeAll(async () => {
    browser = await shareBrowser(kind);
  });

  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    const unexpected = errors.filter((error) => !expected.some((beginning) => error.startsWith(beginning)));
    [contexts, errors, expected] = [[], [], []];
    expect(unexpected, "errors of the pages").toEqual([]);
  });

  return async (path, options = {}) => {
    const {
      token,
      session,
      stored = {},
      width = 1280,
      before,
      ready = true,
      waitUntil = "load",
      expected: mine = [],
      ...rest
    } = options;
    const kept = { ...stored, ...session?.stored, ...(token !== undefined && { access_token: token }) };
    const localStorage = Object.entries(kept).map(([name, value]) => ({ name, value }));
    const context = await browser.newContext({
      baseURL: server.url,
      viewport: { width, height: 800 },
      storageState: { cookies: session?.cookies ?? [], origins: [{ origin: server.url, localStorage }] },
      ...rest,
    });
    contexts.push(context);
    expected.push(...mine);
    // A browser without JavaScript reports that it did not fetch a script.
    if (rest.javaScriptEnabled === false) expected.push("csp GET /_next/");
    await watchContext(context, server, (error) => errors.push(error));
    await before?.(context);

    const page = await context.newPage();
    await page.goto(path, { waitUntil });
    if (ready && rest.javaScriptEnabled !== false) await waitForReact(page);
    return page;
  };
}

/** Waits until React has hydrated the page; until then, clicks are lost. */
export async function waitForReact(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Theme: / }).waitFor();
}

/** Opens another tab of the same browser. */
export async function openTab(page: Page, path: string): Promise<Page> {
  const tab = await page.context().newPage();
  await tab.goto(path);
  await waitForReact(tab);
  return tab;
}

/** The part of the bar that depends on who is logged in. */
export const accountNav = (page: Page) => page.getByRole("navigation", { name: "Account" });
export const loginLink = (page: Page) => accountNav(page).getByRole("link", { name: "Log in" });
export const logoutButton = (page: Page) => accountNav(page).getByRole("button", { name: "Log out" });

/** The button of the bar that opens the account menu. */
export const emailButton = (page: Page, email: string) =>
  accountNav(page).getByRole("button", { name: email });

/** Follows a link of the account menu. */
export async function chooseInMenu(page: Page, email: string, name: string): Promise<void> {
  await emailButton(page, email).click();
  await accountNav(page).getByRole("link", { name, exact: true }).click();
}

/** The posts of an author in a list. */
export const articlesBy = (page: Page, username: string) =>
  page
    .getByRole("main")
    .getByRole("article")
    .filter({ has: page.getByRole("link", { name: username, exact: true }) });

/** Returns all that a part of the page shows: its text and the values of its fields. */
export function readAll(part: Locator): Promise<string> {
  return part.evaluate((element: HTMLElement) => {
    const fields = [...element.querySelectorAll<HTMLInputElement>("input, textarea")];
    return [element.innerText, ...fields.map(({ value }) => value)].join("\n");
  });
}

/** Returns what a screen reader says about a field besides its label: hint and error. */
export function describeField(field: Locator): Promise<string> {
  return field.evaluate((input) =>
    (input.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent ?? "")
      .join(" "),
  );
}

export const hasFocus = (locator: Locator) =>
  locator.evaluate((element) => element === document.activeElement);

/** `expect` for a value that takes a while to come. */
export function eventually<Value>(read: () => Promise<Value> | Value) {
  return expect.poll(read, { timeout: EVENTUALLY_MS });
}

/** Sets a mark that a full page load removes. */
export const mark = (page: Page) => page.evaluate(() => void Object.assign(window, { marked: true }));
export const isMarked = (page: Page) => page.evaluate(() => "marked" in window);

/** Records the requests of a browser context to a path of the site from now on, whatever their query. */
export function recordRequests(from: Page | BrowserContext, method: string, path: string): Request[] {
  const requests: Request[] = [];
  const context = "context" in from ? from.context() : from;
  context.on("request", (request) => {
    if (request.method() === method && new URL(request.url()).pathname === path) requests.push(request);
  });
  return requests;
}

/** Creates a gate that holds requests: a route handler awaits `opened` before it continues. */
export function makeGate(): { open: () => void; opened: Promise<void> } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

/** Returns the access token of the page's browser. */
export const readToken = (page: Page) => page.evaluate(() => localStorage.getItem("access_token"));

/** Returns path, query and fragment of the page's URL. */
export function addressOf(page: Page): string {
  const { pathname, search, hash } = new URL(page.url());
  return pathname + search + hash;
}
