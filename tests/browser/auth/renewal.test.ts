import type { Route } from "playwright";
import { expect, it } from "vitest";
import { addBrowserUser, lookAgain, makeRenewalDue, spoilToken } from "../../support/browser-session";
import { alert, button, heading, openAndType, readFields } from "../../support/editor";
import { provideInkwell } from "../../support/inkwell";
import {
  eventually,
  loginLink,
  logoutButton,
  provideBrowser,
  readToken,
  recordRequests,
} from "../../support/page";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const TOKEN = "/api/users/token";
const ME = "/api/users/me";
const REJECTED = "401 POST /api/posts";

async function visitLoggedIn(...expected: string[]) {
  const { session } = await addBrowserUser(inkwell);
  const page = await visit("/", { session, expected });
  await logoutButton(page).waitFor();
  return page;
}

it("renews a token that is about to expire when the page loads, and then asks once who is logged in", async () => {
  const page = await visitLoggedIn();
  const before = await readToken(page);
  await makeRenewalDue(page);
  const requests = [recordRequests(page, "POST", TOKEN), recordRequests(page, "GET", ME)];
  await page.reload();
  await logoutButton(page).waitFor();
  expect(requests.map(({ length }) => length)).toEqual([1, 1]);
  expect(await readToken(page)).not.toBe(before);
});

it("renews a token that the server rejects when the page loads", async () => {
  const page = await visitLoggedIn(`401 GET ${ME}`);
  await spoilToken(page);
  await page.reload();
  await logoutButton(page).waitFor();
  expect(await readToken(page)).not.toBe("rejected");
});

it("renews the token before it expires, on an idle page and after a tab wakes, without asking who is logged in", async () => {
  const page = await visitLoggedIn();
  const first = await readToken(page);
  const requests = recordRequests(page, "GET", ME);
  await page.route(`**${TOKEN}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...((await response.json()) as object), expires_in: 4 } });
  });
  await makeRenewalDue(page);
  await lookAgain(page);
  await eventually(() => readToken(page)).not.toBe(first);
  const second = await readToken(page);
  await page.unroute(`**${TOKEN}`);
  // Of its own accord, after half of the four seconds.
  await eventually(() => readToken(page)).not.toBe(second);
  await logoutButton(page).waitFor();
  expect(requests).toHaveLength(0);
});

it("publishes a post whose token was rejected, with one renewal and one repeated request", async () => {
  const page = await visitLoggedIn(REJECTED);
  const typed = await openAndType(page);
  await spoilToken(page);
  const [posts, renewals] = [recordRequests(page, "POST", "/api/posts"), recordRequests(page, "POST", TOKEN)];
  await button(page, "Publish").click();
  await heading(page, typed[0] ?? "").waitFor();
  const sent = await Promise.all(posts.map((request) => request.headerValue("authorization")));
  expect(sent).toEqual(["Bearer rejected", `Bearer ${await readToken(page)}`]);
  expect(renewals).toHaveLength(1);
});

const PROBLEM = { type: "/", title: "", detail: "Not now", code: "of-the-test", request_id: "1" };

it("leads to the login page when the renewed token is rejected, too, without a third request", async () => {
  const page = await visitLoggedIn(REJECTED);
  await openAndType(page);
  await page.route("**/api/posts", (route) =>
    route.fulfill({ status: 401, json: { ...PROBLEM, status: 401 } }),
  );
  const [posts, renewals] = [recordRequests(page, "POST", "/api/posts"), recordRequests(page, "POST", TOKEN)];
  await button(page, "Publish").click();
  await page.waitForURL((url) => url.pathname === "/login");
  await loginLink(page).waitFor();
  await page.waitForLoadState("networkidle");
  expect([posts.length, renewals.length]).toEqual([2, 1]);
  expect(await readToken(page)).toBeNull();
});

const failWith = (status: number) => (route: Route) =>
  route.fulfill({ status, json: { ...PROBLEM, status, detail: `Not now: ${status}` } });
const ERRORS: [respond: (route: Route) => Promise<void>, message: string][] = [
  [(route) => route.abort("internetdisconnected"), "cannot be reached"],
  [failWith(429), "Not now: 429"],
  [failWith(500), "Not now: 500"],
  [failWith(503), "Not now: 503"],
];
it("stays logged in and keeps what was typed when a renewal fails with a network error, 429, 500 or 503", async () => {
  const errors = ["net::ERR", ...[429, 500, 503].map((status) => `${status} POST ${TOKEN}`)];
  const page = await visitLoggedIn(REJECTED, ...errors);
  const typed = await openAndType(page);
  await spoilToken(page);
  for (const [respond, message] of ERRORS) {
    await page.route(`**${TOKEN}`, respond);
    await button(page, "Publish").click();
    await alert(page, message).waitFor();
    expect(await readFields(page)).toEqual(typed);
    expect(await readToken(page)).toBe("rejected");
    await page.unroute(`**${TOKEN}`);
  }
  await button(page, "Publish").click();
  await heading(page, typed[0] ?? "").waitFor();
});
