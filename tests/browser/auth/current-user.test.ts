import type { BrowserContext, Page, Request, Route } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import {
  accountNav,
  eventually,
  makeGate,
  readAll,
  readToken,
  recordRequests,
  provideBrowser,
  waitForReact,
} from "../../support/page";
import { signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const ME = "/api/users/me";
/** What the server says to a renewal where there is nothing to renew. */
const REFUSED = "400 POST /api/users/token";
const answerMe = (answer: (route: Route) => Promise<void>) => (context: BrowserContext) =>
  context.route(`**${ME}`, answer);
const login = (page: Page) => accountNav(page).getByRole("link", { name: "Log in" });
const logout = (page: Page) => accountNav(page).getByRole("button", { name: "Log out" });
const tryAgain = (page: Page) => accountNav(page).getByRole("button", { name: "Try again" });
const barHeight = async (page: Page) => (await page.getByRole("banner").boundingBox())?.height;

it("asks the server who is signed in once per load, however many parts ask and whatever pages are visited", async () => {
  const { token, email } = await signUp(inkwell);
  const page = await visit("/", { token });
  await logout(page).waitFor();
  const requests = recordRequests(page, "GET", ME);
  await page.goto("/account");
  await eventually(() => readAll(page.getByRole("main"))).toContain(email);
  expect(requests).toHaveLength(1);

  await page.getByRole("banner").getByRole("link", { name: "Inkwell" }).click();
  await page.waitForURL("/");
  await accountNav(page).getByRole("link", { name: email }).click();
  await page.waitForURL("/account");
  await eventually(() => readAll(page.getByRole("main"))).toContain(email);
  await page.goBack();
  await page.waitForURL("/");
  expect(requests).toHaveLength(1);
});

it("does not ask when nobody is signed in", async () => {
  const page = await visit("/login");
  const requests = recordRequests(page, "GET", ME);
  await page.reload();
  await login(page).waitFor();
  await accountNav(page).getByRole("link", { name: "Register" }).click();
  await page.getByRole("heading", { level: 1, name: "Register" }).waitFor();
  expect(requests).toHaveLength(0);
});

it("asks once more after a log-in, with the new token", async () => {
  const user = await signUp(inkwell);
  const page = await visit("/login?next=%2Faccount");
  const requests = recordRequests(page, "GET", ME);
  await page.getByLabel("Email", { exact: true }).fill(user.email);
  await page.getByLabel("Password", { exact: true }).fill(user.password);
  await page.keyboard.press("Enter");
  await page.waitForURL("/account");
  await eventually(() => readAll(page.getByRole("main"))).toContain(user.email);
  expect(requests).toHaveLength(1);
});

it("clears a token that the server does not accept, and shows Login and Register", async () => {
  const page = await visit("/", { token: "expired", expected: [`401 GET ${ME}`, REFUSED] });
  await login(page).waitFor();
  await accountNav(page).getByRole("link", { name: "Register" }).waitFor();
  await eventually(() => readToken(page)).toBeNull();
  expect(await logout(page).count()).toBe(0);
});

const problem = (status: number, detail: string) => (route: Route) =>
  route.fulfill({
    status,
    contentType: "application/problem+json",
    json: {
      type: "/docs/errors#of-the-test",
      title: "",
      status,
      detail,
      code: "of-the-test",
      request_id: "1",
    },
  });
const FAULTS: [string, (route: Route) => Promise<void>, fault: string, message: RegExp][] = [
  ["a 403", problem(403, "Not for you"), `403 GET ${ME}`, /Not for you/],
  ["a 500", problem(500, "The server broke"), `500 GET ${ME}`, /The server broke/],
  [
    "a 503 of a gateway",
    (route) => route.fulfill({ status: 503, body: "<h1>Bad" }),
    `503 GET ${ME}`,
    /wrong/,
  ],
  ["a network fault", (route) => route.abort("internetdisconnected"), "net::ERR", /cannot be reached/],
];
it.each(FAULTS)("keeps the token after %s, says so, and can try again", async (_, answer, fault, message) => {
  const { token, email } = await signUp(inkwell);
  const page = await visit("/account", { token, before: answerMe(answer), expected: [fault] });
  await accountNav(page).getByText(message).waitFor();
  await page.getByRole("main").getByText(message).waitFor();
  expect(await readToken(page)).toBe(token);
  expect(await login(page).count()).toBe(0);

  const requests = recordRequests(page, "GET", ME);
  await tryAgain(page).click();
  await eventually(() => requests.length).toBe(1);
  await tryAgain(page).waitFor();
  await page.context().unroute(`**${ME}`);
  await tryAgain(page).click();
  await eventually(() => readAll(page.getByRole("main"))).toContain(email);
  await logout(page).waitFor();
  expect(requests).toHaveLength(2);
});

const ANSWERS: [
  string,
  ((route: Route) => Promise<void>) | undefined,
  string[],
  (page: Page) => Promise<void>,
][] = [
  ["signed in", undefined, [], (page) => logout(page).waitFor()],
  ["signed out", problem(401, "No"), [`401 GET ${ME}`, REFUSED], (page) => login(page).waitFor()],
  ["unknown after a fault", problem(500, "No"), [`500 GET ${ME}`], (page) => tryAgain(page).waitFor()],
];
it.each(
  ANSWERS.flatMap(([state, ...rest]) => [[state, 320, ...rest] as const, [state, 1280, ...rest] as const]),
)(
  "shows neither Login nor the e-mail until it is known, and nothing jumps when it is: %s, %d px",
  async (_, width, answer, expected, isKnown) => {
    const { token, email } = await signUp(inkwell);
    const gate = makeGate();
    const page = await visit("/", {
      token,
      width,
      expected,
      before: answerMe((route) => gate.opened.then(() => (answer ? answer(route) : route.continue()))),
    });
    await waitForReact(page);
    expect(await login(page).count()).toBe(0);
    expect(await accountNav(page).getByText(email).count()).toBe(0);
    expect(await accountNav(page).textContent()).toBe("");
    const before = { bar: await barHeight(page), main: await page.getByRole("main").boundingBox() };

    await page.evaluate(() => {
      const shifts: string[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push(JSON.stringify(entry));
      }).observe({ type: "layout-shift" });
    });
    gate.open();
    await isKnown(page);
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    expect({ bar: await barHeight(page), main: await page.getByRole("main").boundingBox() }).toEqual(before);
    expect(await page.evaluate(() => (window as unknown as { shifts: string[] }).shifts)).toEqual([]);
  },
);

const FORGED = `${btoa('{"alg":"none","typ":"at+jwt"}')}.${btoa('{"sub":"1","exp":9999999999}')}.`.replaceAll(
  "=",
  "",
);
/** What no token can be is not even sent; the rest is asked about once. */
it.each([
  ["null", "null", 1],
  ["{}", "{}", 0],
  ["nothing", "", 0],
  ["a word and a token", "Bearer x", 0],
  ["a token in quotes", '"Bearer x"', 0],
  ["what no header can hold", "é\n\u{1f511}", 0],
  ["a forged token", FORGED, 1],
  ["a megabyte", "x".repeat(1024 * 1024), 0],
])("is signed out, without a loop, when localStorage holds %s", async (_, token, most) => {
  let requests: Request[] = [];
  const page = await visit("/", {
    token,
    expected: [`401 GET ${ME}`, REFUSED],
    before: async (context) => void (requests = recordRequests(context, "GET", ME)),
  });
  await login(page).waitFor();
  await page.waitForLoadState("networkidle");
  expect(requests).toHaveLength(most);
  await page.reload();
  await login(page).waitFor();
  expect(requests).toHaveLength(most);
});
