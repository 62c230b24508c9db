import type { Page, Request, Route } from "playwright";
import { expect, it } from "vitest";
import { logInOn } from "../../support/browser-session";
import { provideInkwell } from "../../support/inkwell";
import {
  accountNav,
  chooseInMenu,
  eventually,
  loginLink,
  logoutButton,
  provideBrowser,
  readAll,
  readToken,
  recordRequests,
} from "../../support/page";
import { addUser, signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const ME = "/api/users/me";
/** The response to a renewal without a refresh token. */
const NO_RENEWAL = "400 POST /api/users/token";
const tryAgain = (page: Page) => accountNav(page).getByRole("button", { name: "Try again" });
const main = (page: Page) => page.getByRole("main");

it("asks the server once per page load who is logged in, however many parts of the page need to know", async () => {
  const { token, email } = await signUp(inkwell);
  let requests: Request[] = [];
  const page = await visit("/account", {
    token,
    before: async (context) => void (requests = recordRequests(context, "GET", ME)),
  });
  await eventually(() => readAll(main(page))).toContain(email);
  expect(requests).toHaveLength(1);

  await page.getByRole("banner").getByRole("link", { name: "Inkwell" }).click();
  await page.waitForURL("/");
  await chooseInMenu(page, email, "Account");
  await page.waitForURL("/account");
  await eventually(() => readAll(main(page))).toContain(email);
  await page.goBack();
  await page.waitForURL("/");
  expect(requests).toHaveLength(1);
});

it("asks the server who is logged in only once there is a token: never before a login, once after it", async () => {
  const user = await addUser(inkwell);
  let requests: Request[] = [];
  const page = await visit("/register?next=%2Faccount", {
    before: async (context) => void (requests = recordRequests(context, "GET", ME)),
  });
  await loginLink(page).click();
  await page.getByRole("heading", { level: 1, name: "Log in" }).waitFor();
  expect(requests).toHaveLength(0);
  await logInOn(page, user);
  await accountNav(page).getByText(user.email).waitFor();
  expect(requests).toHaveLength(1);
});

it("removes a token that the server rejects, and shows the links to log in and register", async () => {
  const page = await visit("/", { token: "expired", expected: [`401 GET ${ME}`, NO_RENEWAL] });
  await loginLink(page).waitFor();
  await accountNav(page).getByRole("link", { name: "Register" }).waitFor();
  await eventually(() => readToken(page)).toBeNull();
  expect(await logoutButton(page).count()).toBe(0);
});

const PROBLEM = { type: "/", title: "", detail: "Not now", code: "of-the-test", request_id: "1" };
const problem = (status: number) => (route: Route) =>
  route.fulfill({ status, contentType: "application/problem+json", json: { ...PROBLEM, status } });

const ERRORS: [string, (route: Route) => Promise<void>, error: string, message: RegExp][] = [
  ["a 403", problem(403), `403 GET ${ME}`, /Not now/],
  ["a 500", problem(500), `500 GET ${ME}`, /Not now/],
  ["a gateway's 503", (route) => route.fulfill({ status: 503, body: "<h1>Bad" }), `503 GET ${ME}`, /wrong/],
  ["a network error", (route) => route.abort("internetdisconnected"), "net::ERR", /cannot be reached/],
];
it.each(ERRORS)(
  "keeps the token after %s, shows the error, and can ask again who is logged in",
  async (_, respond, error, message) => {
    const { token, email } = await signUp(inkwell);
    const page = await visit("/account", {
      token,
      before: (context) => context.route(`**${ME}`, respond),
      expected: [error],
    });
    await accountNav(page).getByText(message).waitFor();
    await main(page).getByText(message).waitFor();
    expect(await readToken(page)).toBe(token);
    expect(await loginLink(page).count()).toBe(0);

    const requests = recordRequests(page, "GET", ME);
    await tryAgain(page).click();
    await eventually(() => requests.length).toBe(1);
    await tryAgain(page).waitFor();
    await page.context().unroute(`**${ME}`);
    await tryAgain(page).click();
    await eventually(() => readAll(main(page))).toContain(email);
    await logoutButton(page).waitFor();
    expect(requests).toHaveLength(2);
  },
);

const base64url = (text: string) => Buffer.from(text).toString("base64url");
const FORGED = `${base64url('{"alg":"none","typ":"at+jwt"}')}.${base64url('{"sub":"1","exp":9999999999}')}.`;
/** Values of localStorage, and whether they have the form of a token: only those are sent, and once. */
const STORED_VALUES: [name: string, value: string, requests: number][] = [
  ["null", "null", 1],
  ["an empty object", "{}", 0],
  ["an empty string", "", 0],
  ["a scheme and a token", "Bearer x", 0],
  ["a token in quotes", '"Bearer x"', 0],
  ["characters that no header can hold", "é\n\u{1f511}", 0],
  ["a forged token", FORGED, 1],
  ["a megabyte", "x".repeat(1024 * 1024), 0],
];
it("shows the login link and asks at most once for each invalid value in localStorage", async () => {
  const page = await visit("/docs/errors", { expected: [`401 GET ${ME}`, NO_RENEWAL] });
  for (const [name, value, most] of STORED_VALUES) {
    await page.evaluate((stored) => localStorage.setItem("access_token", stored), value);
    const requests = recordRequests(page, "GET", ME);
    await page.reload();
    await loginLink(page).waitFor();
    expect(requests, name).toHaveLength(most);
    await page.reload();
    await loginLink(page).waitFor();
    expect(requests, name).toHaveLength(most);
  }
});
