import type { Page, Route } from "playwright";
import { expect, it } from "vitest";
import { button, editor, heading, openAndType, readFields } from "../../support/editor";
import { provideInkwell } from "../../support/inkwell";
import { accountNav, eventually, provideBrowser, readToken, recordRequests } from "../../support/page";
import { logInOn, lookAgain, makeRenewalDue, spoilToken } from "../../support/session";
import { register } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const TOKEN = "/api/users/token";
const ME = "/api/users/me";
const logout = (page: Page) => accountNav(page).getByRole("button", { name: "Log out" });

async function visitSignedIn(path: string, expected: string[] = []) {
  const user = await register(inkwell);
  const page = await visit(`/login?next=${encodeURIComponent(path)}`, { expected });
  await logInOn(page, user);
  await page.waitForURL(path);
  return { page, user };
}

it("renews a token that is about to expire when the page is loaded, and then asks who is signed in, once", async () => {
  const { page } = await visitSignedIn("/");
  const before = await readToken(page);
  await makeRenewalDue(page);
  const requests = [recordRequests(page, "POST", TOKEN), recordRequests(page, "GET", ME)];
  await page.reload();
  await logout(page).waitFor();
  expect(requests.map(({ length }) => length)).toEqual([1, 1]);
  expect(await readToken(page)).not.toBe(before);
});

it("renews a token that was refused when the page was loaded", async () => {
  const { page } = await visitSignedIn("/", [`401 GET ${ME}`]);
  await spoilToken(page);
  await page.reload();
  await logout(page).waitFor();
  expect(await readToken(page)).not.toBe("refused");
});

it("renews before the token expires, without anyone doing anything, and asks nobody again who is signed in", async () => {
  const user = await register(inkwell);
  const page = await visit("/login");
  await page.route(`**${TOKEN}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...((await response.json()) as object), expires_in: 4 } });
  });
  await logInOn(page, user);
  await page.unroute(`**${TOKEN}`);
  const first = await readToken(page);
  const requests = recordRequests(page, "GET", ME);
  await eventually(() => readToken(page)).not.toBe(first);
  await logout(page).waitFor();
  expect(requests).toHaveLength(0);
});

it("renews when somebody comes back to a page that slept", async () => {
  const { page } = await visitSignedIn("/");
  const before = await readToken(page);
  await makeRenewalDue(page);
  await lookAgain(page);
  await eventually(() => readToken(page)).not.toBe(before);
});

it("repeats a request that met a refused token, once, with the new one: what was written is published", async () => {
  const { page } = await visitSignedIn("/", ["401 POST /api/posts"]);
  const typed = await openAndType(page);
  await spoilToken(page);
  const [posts, renewals] = [recordRequests(page, "POST", "/api/posts"), recordRequests(page, "POST", TOKEN)];
  await button(page, "Publish").click();
  await heading(page, typed[0] ?? "").waitFor();
  const sent = await Promise.all(posts.map((request) => request.headerValue("authorization")));
  expect(sent).toEqual(["Bearer refused", `Bearer ${await readToken(page)}`]);
  expect(renewals).toHaveLength(1);
});

it("repeats it no more than once: the log-in is over where the new token is refused, too", async () => {
  const { page } = await visitSignedIn("/", ["401 POST /api/posts"]);
  await openAndType(page);
  await page.route("**/api/posts", (route) =>
    route.fulfill({ status: 401, json: { ...PROBLEM, status: 401 } }),
  );
  const [posts, renewals] = [recordRequests(page, "POST", "/api/posts"), recordRequests(page, "POST", TOKEN)];
  await button(page, "Publish").click();
  await page.waitForURL((url) => url.pathname === "/login");
  await accountNav(page).getByRole("link", { name: "Log in" }).waitFor();
  await page.waitForLoadState("networkidle");
  expect([posts.length, renewals.length]).toEqual([2, 1]);
  expect(await readToken(page)).toBeNull();
});

const PROBLEM = { type: "/", title: "", detail: "Not now", code: "of-the-test", request_id: "1" };
const FAULTS: [string, (route: Route) => Promise<void>, string, string][] = [
  ["a network fault", (route) => route.abort("internetdisconnected"), "net::ERR", "cannot be reached"],
  ...[429, 500, 503].map((status): [string, (route: Route) => Promise<void>, string, string] => [
    `a ${status}`,
    (route) => route.fulfill({ status, json: { ...PROBLEM, status } }),
    `${status} POST ${TOKEN}`,
    "Not now",
  ]),
];
it.each(FAULTS)(
  "logs nobody out when renewal meets %s, and loses nothing",
  async (_, answer, fault, said) => {
    const { page } = await visitSignedIn("/", ["401 POST /api/posts", fault]);
    const typed = await openAndType(page);
    await spoilToken(page);
    await page.route(`**${TOKEN}`, answer);
    await button(page, "Publish").click();
    await editor(page).getByRole("alert").filter({ hasText: said }).waitFor();
    expect(await readFields(page)).toEqual(typed);
    expect(await readToken(page)).toBe("refused");
    await page.unroute(`**${TOKEN}`);
    await button(page, "Publish").click();
    await heading(page, typed[0] ?? "").waitFor();
  },
);
