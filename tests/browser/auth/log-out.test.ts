import type { Page } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import {
  accountNav,
  addressOf,
  eventually,
  readAll,
  readToken,
  recordRequests,
  provideBrowser,
} from "../../support/page";
import { register, signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const logout = (page: Page) => accountNav(page).getByRole("button", { name: "Log out" });
const login = (page: Page) => accountNav(page).getByRole("link", { name: "Log in" });

it.each(["/", "/account", "/docs", "/docs/errors", "/no-such-page"])(
  "clears the token and leads from %s to /",
  async (path) => {
    const { token, email } = await signUp(inkwell);
    const page = await visit(path, { token, expected: ["404 GET /no-such-page"] });
    const visited: string[] = [];
    page.on("framenavigated", () => visited.push(addressOf(page)));
    await logout(page).click();
    await login(page).waitFor();
    await page.waitForURL("/");
    expect(await readToken(page)).toBeNull();
    expect(await readAll(page.locator("body"))).not.toContain(email);
    await page.reload();
    await login(page).waitFor();
    expect(visited.filter((address) => address.startsWith("/login"))).toEqual([]);
  },
);

it("shows nothing private on the way back", async () => {
  const { token, email, username } = await signUp(inkwell);
  const page = await visit("/account", { token });
  await eventually(() => readAll(page.getByRole("main"))).toContain(email);
  await logout(page).click();
  await page.waitForURL("/");
  await page.goBack();
  await page.waitForURL("**/login?next=%2Faccount");
  const text = await readAll(page.locator("body"));
  expect(text).not.toContain(email);
  expect(text).not.toContain(username);
});

it("forgets the user: the next one to log in is asked for anew", async () => {
  const first = await signUp(inkwell);
  const second = await register(inkwell);
  const page = await visit("/", { token: first.token });
  await logout(page).click();
  await login(page).click();
  const requests = recordRequests(page, "GET", "/api/users/me");
  await page.getByLabel("Email", { exact: true }).fill(second.email);
  await page.getByLabel("Password", { exact: true }).fill(second.password);
  await page.keyboard.press("Enter");
  await accountNav(page).getByText(second.email).waitFor();
  expect(requests).toHaveLength(1);
});

it("logs out without a network", async () => {
  const { token } = await signUp(inkwell);
  const page = await visit("/", {
    token,
    // The way to / may need the server; the log-out does not.
    expected: ["net::ERR_INTERNET_DISCONNECTED", "console: Failed to fetch RSC payload"],
  });
  await logout(page).waitFor();
  await page.context().setOffline(true);
  await logout(page).click();
  await page.context().setOffline(false);
  const tab = await page.context().newPage();
  await tab.goto("/");
  await login(tab).waitFor();
  expect(await readToken(tab)).toBeNull();
});
