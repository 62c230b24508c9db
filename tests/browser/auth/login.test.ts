import type { Page } from "playwright";
import { beforeAll, describe, expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import {
  accountNav,
  addressOf,
  makeGate,
  readToken,
  recordRequests,
  provideBrowser,
} from "../../support/page";
import { PASSWORD, register, signUp, type TestUser } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const email = (page: Page) => page.getByLabel("Email", { exact: true });
const password = (page: Page) => page.getByLabel("Password", { exact: true });
const send = (page: Page) => page.getByRole("main").getByRole("button", { name: "Log in" });

async function logIn(page: Page, user: Pick<TestUser, "email" | "password">): Promise<void> {
  await email(page).fill(user.email);
  await password(page).fill(user.password);
  await send(page).click();
}

it("asks for Email, in a field whose name is username, and for the current password", async () => {
  const page = await visit("/login");
  expect(await email(page).getAttribute("name")).toBe("username");
  expect(await email(page).getAttribute("autocomplete")).toBe("username");
  expect(await password(page).getAttribute("name")).toBe("password");
  expect(await password(page).getAttribute("autocomplete")).toBe("current-password");
  expect(await password(page).getAttribute("type")).toBe("password");
});

it("keeps the token in localStorage under access_token, and leads to /", async () => {
  const user = await register(inkwell);
  const page = await visit("/login");
  expect(await readToken(page)).toBeNull();
  await logIn(page, user);
  await page.waitForURL("/");
  await accountNav(page).getByText(user.email).waitFor();
  const answer = await page.request.get("/api/users/me", {
    headers: { Authorization: `Bearer ${await readToken(page)}` },
  });
  expect(await answer.json()).toMatchObject({ id: user.id, email: user.email });
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name, httpOnly }) => [name, httpOnly])).toEqual([["refresh_token", true]]);
});

it("leads to the page that the person was sent from", async () => {
  const user = await register(inkwell);
  const page = await visit("/login?next=%2Faccount%3Ftab%3D1%23email");
  await logIn(page, user);
  await page.waitForURL("**/account?tab=1#email");
});

const HOSTILE = [
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "/%09/evil.example",
  "/..//evil.example",
  "///evil.example",
  "\\/\\/evil.example",
  "/%2F%2Fevil.example",
  "/%252F%252Fevil.example",
  "/%5cevil.example",
  "/%255cevil.example",
  "/\nevil.example",
  "/\n/evil.example",
  "https:evil.example",
  "http:/evil.example",
  "HtTpS://EVIL.example",
  "//evil\u3002example",
  "/\uff0fevil.example",
  "/\uff0e\uff0e//evil.example",
  "/@evil.example",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "data:text/html,<script>alert(1)</script>",
];
describe("of whoever is signed in already", () => {
  let token: string;
  beforeAll(async () => void ({ token } = await signUp(inkwell)));

  it.each(HOSTILE)("stays on the site and runs nothing when next is %j", async (next) => {
    // Half of them are decoded once more, as an address that someone typed would be.
    const page = await visit(`/login?next=${next.includes("%") ? next : encodeURIComponent(next)}`, {
      token,
      ready: false,
      expected: ["404 GET /"],
      before: (context) =>
        context.addInitScript(() => (window.alert = () => console.error("alert was called"))),
    });
    await page.waitForURL((url) => url.pathname !== "/login");
    expect(new URL(page.url()).origin).toBe(inkwell.url);
  });

  it("stays on the site when next has 10 KB", async () => {
    const next = encodeURIComponent(`//evil.example/${"a".repeat(10_000)}`);
    const page = await visit(`/login?next=${next}`, { token, ready: false });
    await page.waitForURL("/");
  });

  it.each([
    ["/account", "https://evil.example", "/account"],
    ["https://evil.example", "/account", "/"],
  ])("takes the first of a repeated next: %s, not %s", async (first, second, to) => {
    const query = new URLSearchParams([first, second].map((next) => ["next", next]));
    const page = await visit(`/login?${query}`, { token, ready: false });
    await page.waitForURL(to);
  });
});

it.each([
  ["a wrong password", { password: "not the password" }],
  ["an unknown e-mail", { email: "nobody@example.com" }],
])("shows what the server says about %s, and keeps the e-mail", async (_, wrong) => {
  const user = { ...(await register(inkwell)), ...wrong };
  const page = await visit("/login?next=%2Faccount", { expected: ["401 POST /api/users/token"] });
  await logIn(page, user);
  await page
    .getByRole("main")
    .getByRole("alert")
    .filter({ hasText: "Incorrect email or password" })
    .waitFor();
  expect(await email(page).inputValue()).toBe(user.email);
  expect(addressOf(page)).toBe("/login?next=%2Faccount");
  expect(await readToken(page)).toBeNull();
});

it("logs in after a failure", async () => {
  const user = await register(inkwell);
  const page = await visit("/login", { expected: ["401 POST /api/users/token"] });
  await logIn(page, { ...user, password: "not the password" });
  await page.getByRole("main").getByRole("alert").waitFor();
  await password(page).fill(user.password);
  await send(page).click();
  await page.waitForURL("/");
});

it("says what it is doing while it does, and makes one request of a doubled click", async () => {
  const user = await register(inkwell);
  const page = await visit("/login");
  const requests = recordRequests(page, "POST", "/api/users/token");
  const gate = makeGate();
  await page.route("**/api/users/token", (route) => gate.opened.then(() => route.continue()));
  await email(page).fill(user.email);
  await password(page).fill(user.password);
  await send(page).dblclick();
  await page.getByRole("status").filter({ hasText: "Logging in…" }).waitFor();
  await password(page).press("Enter");
  gate.open();
  await page.waitForURL("/");
  expect(requests).toHaveLength(1);
});

it("says that the server cannot be reached, and can be sent again", async () => {
  const user = await register(inkwell);
  const page = await visit("/login", { expected: ["net::ERR_INTERNET_DISCONNECTED POST /api/users/token"] });
  await page.route("**/api/users/token", (route) => route.abort("internetdisconnected"));
  await logIn(page, user);
  await page.getByRole("main").getByRole("alert").filter({ hasText: "cannot be reached" }).waitFor();
  expect([await email(page).inputValue(), await password(page).inputValue()]).toEqual([user.email, PASSWORD]);
  await page.unroute("**/api/users/token");
  await send(page).click();
  await page.waitForURL("/");
});

it("says that the server takes too long to answer, and can be sent again", async () => {
  const user = await register(inkwell);
  const page = await visit("/login", {
    before: (context) =>
      context.addInitScript(() => {
        const timeout = AbortSignal.timeout.bind(AbortSignal);
        // Thirty seconds are over at once.
        AbortSignal.timeout = (ms) => timeout(ms === 30_000 ? 1 : ms);
      }),
  });
  await page.route("**/api/users/token", () => undefined);
  await logIn(page, user);
  await page
    .getByRole("main")
    .getByRole("alert")
    .filter({ hasText: "is taking too long to respond. Please try again" })
    .waitFor();
  expect([await email(page).inputValue(), await password(page).inputValue()]).toEqual([user.email, PASSWORD]);
  await page.evaluate(() => (AbortSignal.timeout = () => new AbortController().signal));
  await page.unroute("**/api/users/token");
  await send(page).click();
  await page.waitForURL("/");
});

it.each([
  ["/login", "/"],
  ["/login?next=%2Faccount", "/account"],
])("leads whoever is signed in already from %s on to %s", async (from, to) => {
  const { token } = await signUp(inkwell);
  const page = await visit(from, { token, ready: false });
  await page.waitForURL(to);
});
