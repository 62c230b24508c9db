import type { Page } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import {
  accountNav,
  eventually,
  makeGate,
  provideBrowser,
  readToken,
  recordRequests,
} from "../../support/page";
import {
  countSessions,
  logInOn,
  lookAgain,
  makeRenewalDue,
  spoilToken,
  statusOf,
} from "../../support/session";
import { register } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const TOKEN = "/api/users/token";
const ME = "/api/users/me";
const logout = (page: Page) => accountNav(page).getByRole("button", { name: "Log out" });

/** Notes whatever the account's part of the bar comes to show. */
async function watchBar(page: Page): Promise<() => Promise<string[]>> {
  await accountNav(page).evaluate((nav) => {
    const shown: string[] = [];
    Object.assign(window, { shown });
    new MutationObserver(() => shown.push(nav.textContent)).observe(nav, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  });
  return () => page.evaluate(() => (window as unknown as { shown: string[] }).shown);
}

async function openTabs({ locks, expected = [] }: { locks: boolean; expected?: string[] }) {
  const user = await register(inkwell);
  const one = await visit("/login", {
    expected,
    before: async (context) => {
      // As a browser is on plain http.
      if (!locks) await context.addInitScript("delete Navigator.prototype.locks");
    },
  });
  await logInOn(one, user);
  const two = await one.context().newPage();
  await two.goto("/account");
  await logout(two).waitFor();
  return { user, tabs: [one, two] };
}

it.each([
  ["once for all tabs", true, 1],
  ["without harm where tabs cannot wait for each other", false, 2],
])("renews %s, and nothing flickers", async (_, locks, most) => {
  const { user, tabs } = await openTabs({ locks });
  const [one] = tabs as [Page];
  const before = await readToken(one);
  const renewals = recordRequests(one, "POST", TOKEN);
  const questions = recordRequests(one, "GET", ME);
  const readers = await Promise.all(tabs.map(watchBar));
  await makeRenewalDue(one);
  await Promise.all(tabs.map(lookAgain));
  for (const tab of tabs) await eventually(() => readToken(tab)).not.toBe(before);
  await one.waitForLoadState("networkidle");

  // Each tab asks anew for what it shows next, and both are still signed in.
  expect(await Promise.all(readers.map((read) => read()))).toEqual([[], []]);
  expect(renewals.length).toBeGreaterThanOrEqual(1);
  expect(renewals.length).toBeLessThanOrEqual(most);
  expect(questions).toHaveLength(0);
  expect(await countSessions(inkwell, user)).toBe(1);
  expect(await statusOf(inkwell, (await readToken(one)) ?? "")).toBe(200);
  await makeRenewalDue(one);
  for (const tab of tabs) {
    await tab.reload();
    await logout(tab).waitFor();
  }
  expect(await countSessions(inkwell, user)).toBe(1);
});

it("renews once for all tabs whose token was refused", async () => {
  const { user, tabs } = await openTabs({ locks: true, expected: [`401 GET ${ME}`] });
  const [one] = tabs as [Page];
  const renewals = recordRequests(one, "POST", TOKEN);
  const questions = recordRequests(one, "GET", ME);
  // Both have been refused before either is answered.
  const bothAsked = makeGate();
  await one.context().route(`**${ME}`, async (route) => {
    if (questions.length === tabs.length) bothAsked.open();
    await bothAsked.opened;
    await route.continue();
  });
  await spoilToken(one);
  await Promise.all(tabs.map((tab) => tab.reload()));
  for (const tab of tabs) await logout(tab).waitFor();
  await one.waitForLoadState("networkidle");
  expect([questions.length, renewals.length]).toEqual([2 * tabs.length, 1]);
  expect(await statusOf(inkwell, (await readToken(one)) ?? "")).toBe(200);
  expect(await countSessions(inkwell, user)).toBe(1);
});
