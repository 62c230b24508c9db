import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
  Request,
  Response,
} from "playwright";
import { afterEach, beforeAll, expect } from "vitest";
import { shareBrowser, type BrowserKind } from "./browser";
import { findUndocumented } from "./api-document";
import type { Inkwell } from "./inkwell";
import { reportViolations } from "./report-violations";
import { PASSWORD } from "./users";

interface VisitOptions extends BrowserContextOptions {
  /** An access token that this browser holds from an earlier visit. */
  token?: string;
  /** What it keeps in `localStorage` besides. */
  stored?: Record<string, string>;
  /** The width of the window in CSS pixels. */
  width?: number;
  /** Does something before the page is opened, such as routing its requests. */
  before?: (context: BrowserContext) => Promise<unknown>;
  /** Waits until React is at work, as nearly every test wants. */
  ready?: boolean;
  /** How much of the page to wait for, `load` unless told otherwise. */
  waitUntil?: "commit";
  /** Faults that belong to the test: the beginnings of what it would otherwise fail with. */
  expected?: readonly string[];
}

/** Opens a page of the site in a browser profile of its own. */
export type Visit = (path: string, options?: VisitOptions) => Promise<Page>;

const EVENTUALLY_MS = 15_000;
const JWT = /eyJ[\w-]+\.[\w-]+/;

/**
 * One browser for the tests of a file, and a way to open pages in it. A test fails when one of its pages reports an error,
 * breaks its content policy, gets an error from the server (`401 GET /api/users/me`), asks another host for something or
 * names a secret in an address.
 */
export function provideBrowser(server: Inkwell, kind: BrowserKind = "shell"): Visit {
  let browser: Browser;
  let contexts: BrowserContext[] = [];
  let faults: string[] = [];
  let expected: string[] = [];

  beforeAll(async () => {
    browser = await shareBrowser(kind);
  });

  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    const unexpected = faults.filter((fault) => !expected.some((beginning) => fault.startsWith(beginning)));
    [contexts, faults, expected] = [[], [], []];
    expect(unexpected, "faults of the pages").toEqual([]);
  });

  return async (path, options = {}) => {
    const {
      token,
      stored = {},
      width = 1280,
      before,
      ready = true,
      waitUntil = "load",
      expected: mine = [],
      ...rest
    } = options;
    const kept = { ...stored, ...(token !== undefined && { access_token: token }) };
    const localStorage = Object.entries(kept).map(([name, value]) => ({ name, value }));
    const context = await browser.newContext({
      baseURL: server.url,
      viewport: { width, height: 800 },
      storageState: { cookies: [], origins: [{ origin: server.url, localStorage }] },
      ...rest,
    });
    contexts.push(context);
    expected.push(...mine);
    // So it says that it did not fetch a script.
    if (rest.javaScriptEnabled === false) expected.push("csp GET /_next/");
    watch(context, server, (fault) => faults.push(fault));
    await context.addInitScript(reportViolations);
    await before?.(context);

    const page = await context.newPage();
    await page.goto(path, { waitUntil });
    if (ready && rest.javaScriptEnabled !== false) await waitForReact(page);
    return page;
  };
}

/** Waits until the page that the server sent has come to life; until then, clicks are lost. */
export async function waitForReact(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Theme: / }).waitFor();
}

/** The part of the bar that depends on who is signed in. */
export const accountNav = (page: Page) => page.getByRole("navigation", { name: "Account" });

/** All that a part of the page shows: its text, and what its fields hold. */
export function readAll(part: Locator): Promise<string> {
  return part.evaluate((element: HTMLElement) => {
    const fields = [...element.querySelectorAll<HTMLInputElement>("input, textarea")];
    return [element.innerText, ...fields.map(({ value }) => value)].join("\n");
  });
}

/** `expect` of something that comes by and by. */
export function eventually<Value>(read: () => Promise<Value> | Value) {
  return expect.poll(read, { timeout: EVENTUALLY_MS });
}

/** Notes every request of a browser to a path of the site from now on, whatever its query. */
export function recordRequests(from: Page | BrowserContext, method: string, path: string): Request[] {
  const requests: Request[] = [];
  const context = "context" in from ? from.context() : from;
  context.on("request", (request) => {
    if (request.method() === method && new URL(request.url()).pathname === path) requests.push(request);
  });
  return requests;
}

/** A gate for requests to wait at: `route.continue()` once `opened` has come. */
export function makeGate(): { open: () => void; opened: Promise<void> } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

/** The token that the page's browser holds. */
export const readToken = (page: Page) => page.evaluate(() => localStorage.getItem("access_token"));

/** The path, query and fragment that the page is at. */
export function addressOf(page: Page): string {
  const { pathname, search, hash } = new URL(page.url());
  return pathname + search + hash;
}

function watch(context: BrowserContext, server: Inkwell, report: (fault: string) => void): void {
  const secrets = () => [PASSWORD, ...server.secrets];
  context.on("weberror", (error) => report(`uncaught: ${error.error().stack ?? error.error().message}`));
  context.on("console", (message) => {
    // What the browser itself says about an answer or a connection is reported below, with method and path.
    if (message.type() !== "error" || message.text().startsWith("Failed to load resource")) return;
    report(`console: ${message.text()}`);
  });
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${server.url}/`) && !/^(?:data|blob):/.test(url)) report(`foreign: ${url}`);
    const text = readable(url);
    if (JWT.test(text) || secrets().some((secret) => text.includes(secret)))
      report(`secret in an address: ${url}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) report(`${response.status()} ${nameOf(response.request())}`);
    void findUndocumentedIn(response, server).then((found) => found.forEach(report));
  });
  context.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "failed";
    // The browser gives up what a page no longer needs when it is left.
    if (reason !== "net::ERR_ABORTED") report(`${reason} ${nameOf(request)}`);
  });
}

/** Judges an answer of the API by its document, unless the test itself gave it or the page has gone. */
async function findUndocumentedIn(response: Response, server: Inkwell): Promise<string[]> {
  const { pathname } = new URL(response.url());
  try {
    if (!pathname.startsWith("/api/") || (await response.serverAddr()) === null) return [];
    const answer = {
      status: response.status(),
      headers: await response.allHeaders(),
      text: await response.text(),
    };
    return await findUndocumented(server.url, response.request().method(), pathname, answer);
  } catch {
    return [];
  }
}

const nameOf = (request: Request) => `${request.method()} ${new URL(request.url()).pathname}`;

function readable(url: string): string {
  const spaced = url.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
