import type { Page } from "playwright";
import { expect, it } from "vitest";
import { logInOn, submitLogin } from "../../support/browser-session";
import { provideInkwell } from "../../support/inkwell";
import {
  accountNav,
  addressOf,
  makeGate,
  provideBrowser,
  readToken,
  recordRequests,
} from "../../support/page";
import { addUser, PASSWORD, signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const TOKEN = "/api/users/token";
const email = (page: Page) => page.getByLabel("Email", { exact: true });
const password = (page: Page) => page.getByLabel("Password", { exact: true });
const send = (page: Page) => page.getByRole("main").getByRole("button", { name: "Log in" });
const alert = (page: Page, text: string) =>
  page.getByRole("main").getByRole("alert").filter({ hasText: text });
const valuesOf = async (page: Page) => [await email(page).inputValue(), await password(page).inputValue()];

it("names the fields of the login form as password managers expect", async () => {
  const page = await visit("/login");
  expect(await email(page).getAttribute("name")).toBe("username");
  expect(await email(page).getAttribute("autocomplete")).toBe("username");
  expect(await password(page).getAttribute("name")).toBe("password");
  expect(await password(page).getAttribute("autocomplete")).toBe("current-password");
  expect(await password(page).getAttribute("type")).toBe("password");
});

it("stores the access token in localStorage and the refresh token in a cookie, and leads home after a login", async () => {
  const user = await addUser(inkwell);
  const page = await visit("/login");
  expect(await readToken(page)).toBeNull();
  await logInOn(page, user);
  await page.waitForURL("/");
  await accountNav(page).getByText(user.email).waitFor();
  const response = await page.request.get("/api/users/me", {
    headers: { Authorization: `Bearer ${await readToken(page)}` },
  });
  expect(await response.json()).toMatchObject({ id: user.id, email: user.email });
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name, httpOnly }) => [name, httpOnly])).toEqual([["refresh_token", true]]);
});

it("leads to the page in the next parameter after a login", async () => {
  const user = await addUser(inkwell);
  const page = await visit("/login?next=%2Faccount%3Ftab%3D1%23email");
  await submitLogin(page, user);
  await page.waitForURL("**/account?tab=1#email");
});

// The unit tests of safeRedirect try many more; these show that nothing decodes or follows next before or after it.
const NEXT: [query: string, path: string][] = [
  ["", "/"],
  ["next=%2Faccount", "/account"],
  ["next=%2Faccount&next=https%3A%2F%2Fevil.example", "/account"],
  ["next=https%3A%2F%2Fevil.example&next=%2Faccount", "/"],
  ["next=https%3A%2F%2Fevil.example", "/"],
  ["next=%2F%2Fevil.example", "/"],
  ["next=/%09/evil.example", "/"],
  ["next=/%5Cevil.example", "/"],
  ["next=javascript%3Aalert(1)", "/"],
  [`next=${encodeURIComponent(`//evil.example/${"a".repeat(10_000)}`)}`, "/"],
];

it("leads visitors who are already logged in to next, but never to another site or a script", async () => {
  const { token } = await signUp(inkwell);
  const page = await visit("/", {
    token,
    before: (context) =>
      context.addInitScript(() => (window.alert = () => console.error("alert was called"))),
  });
  for (const [query, path] of NEXT) {
    await page.goto(`/login?${query}`);
    await page.waitForURL(path);
  }
});

it("shows that email or password is wrong, keeps the email, and logs in on the second try", async () => {
  const user = await addUser(inkwell);
  const page = await visit("/login?next=%2Faccount", { expected: [`401 POST ${TOKEN}`] });
  await submitLogin(page, { email: "nobody@example.com", password: user.password });
  await alert(page, "Incorrect email or password").waitFor();
  expect(await email(page).inputValue()).toBe("nobody@example.com");

  const [response] = await Promise.all([
    page.waitForResponse(`**${TOKEN}`),
    submitLogin(page, { ...user, password: "not the password" }),
  ]);
  expect(response.status()).toBe(401);
  await alert(page, "Incorrect email or password").waitFor();
  expect(await email(page).inputValue()).toBe(user.email);
  expect(addressOf(page)).toBe("/login?next=%2Faccount");
  expect(await readToken(page)).toBeNull();

  await password(page).fill(user.password);
  await send(page).click();
  await page.waitForURL("/account");
});

it("says that it is logging in, and sends one request for a double click", async () => {
  const user = await addUser(inkwell);
  const page = await visit("/login");
  const requests = recordRequests(page, "POST", TOKEN);
  const gate = makeGate();
  await page.route(`**${TOKEN}`, (route) => gate.opened.then(() => route.continue()));
  await email(page).fill(user.email);
  await password(page).fill(user.password);
  await send(page).dblclick();
  await page.getByRole("status").filter({ hasText: "Logging in…" }).waitFor();
  await password(page).press("Enter");
  gate.open();
  await page.waitForURL("/");
  expect(requests).toHaveLength(1);
});

it("says that the server cannot be reached or takes too long, keeps what was typed, and can be sent again", async () => {
  const user = await addUser(inkwell);
  const page = await visit("/login", { expected: [`net::ERR_INTERNET_DISCONNECTED POST ${TOKEN}`] });
  await page.route(`**${TOKEN}`, (route) => route.abort("internetdisconnected"));
  await submitLogin(page, user);
  await alert(page, "cannot be reached").waitFor();
  expect(await valuesOf(page)).toEqual([user.email, PASSWORD]);
  await page.unroute(`**${TOKEN}`);

  // The limit of thirty seconds passes at once.
  await page.evaluate(() => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = (ms) => timeout(ms === 30_000 ? 1 : ms);
  });
  await page.route(`**${TOKEN}`, () => undefined);
  await send(page).click();
  await alert(page, "is taking too long to respond. Please try again").waitFor();
  expect(await valuesOf(page)).toEqual([user.email, PASSWORD]);
  await page.evaluate(() => (AbortSignal.timeout = () => new AbortController().signal));
  await page.unroute(`**${TOKEN}`);

  await send(page).click();
  await page.waitForURL("/");
});
