import type { BrowserContext, Request, Response } from "playwright";
import { findUndocumented } from "./api-document";
import type { Inkwell } from "./inkwell";
import { reportViolations } from "./report-violations";
import { PASSWORD } from "./users";

const JWT = /eyJ[\w-]+\.[\w-]+/;

/**
 * Reports each error of the pages of a browser context: an uncaught exception, an error on the console, a violation of the
 * content policy, an error response (`401 GET /api/users/me`), a failed request, a request to another host, a response that
 * the API document does not describe, and a secret in a URL.
 */
export async function watchContext(
  context: BrowserContext,
  server: Inkwell,
  report: (error: string) => void,
): Promise<void> {
  const secrets = () => [PASSWORD, ...server.secrets];
  context.on("weberror", (error) => report(`uncaught: ${error.error().stack ?? error.error().message}`));
  context.on("console", (message) => {
    // Failed requests are reported below, with method and path.
    if (message.type() !== "error" || message.text().startsWith("Failed to load resource")) return;
    report(`console: ${message.text()}`);
  });
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${server.url}/`) && !/^(?:data|blob):/.test(url)) report(`foreign: ${url}`);
    const text = decode(url);
    if (JWT.test(text) || secrets().some((secret) => text.includes(secret)))
      report(`secret in a URL: ${url}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) report(`${response.status()} ${nameOf(response.request())}`);
    void findUndocumentedIn(response, server).then((found) => found.forEach(report));
  });
  context.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "failed";
    // The browser aborts the requests of a page that is left.
    if (reason !== "net::ERR_ABORTED") report(`${reason} ${nameOf(request)}`);
  });
  await context.addInitScript(reportViolations);
}

/** Compares a response of the API with its document, unless the test itself gave the response or the page is closed. */
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

function decode(url: string): string {
  const spaced = url.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
