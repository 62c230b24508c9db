import type { Page } from "playwright";
import { expect, it } from "vitest";
import {
  addBrowserUser,
  countSessions,
  lookAgain,
  makeRenewalDue,
  spoilToken,
  statusOf,
} from "../../support/browser-session";
import { provideInkwell } from "../../support/inkwell";
import {
  accountNav,
  eventually,
  logoutButton,
  makeGate,
  openTab,
  provideBrowser,
  readToken,
  recordRequests,
} from "../../support/page";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const TOKEN = "/api/users/token";
const ME = "/api/users/me";

/** Records every text that the account part of the bar shows from now on. */
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
  const { user, session } = await addBrowserUser(inkwell);
  const one = await visit("/", {
    session,
    expected,
    before: async (context) => {
      // Browsers have no locks on plain HTTP.
      if (!locks) await context.addInitScript("delete Navigator.prototype.locks");
    },
  });
  const two = await openTab(one, "/account");
  const tabs = [one, two];
  for (const tab of tabs) await logoutButton(tab).waitFor();
  return { user, tabs };
}

it.each([
  ["once for all tabs", true, 1],
  ["at most once per tab in browsers without locks", false, 2],
])("renews the token %s, and the bar does not flicker", async (_, locks, most) => {
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

  expect(await Promise.all(readers.map((read) => read()))).toEqual([[], []]);
  expect(renewals.length).toBeGreaterThanOrEqual(1);
  expect(renewals.length).toBeLessThanOrEqual(most);
  expect(questions).toHaveLength(0);
  expect(await countSessions(inkwell, user)).toBe(1);
  expect(await statusOf(inkwell, (await readToken(one)) ?? "")).toBe(200);
  await makeRenewalDue(one);
  for (const tab of tabs) {
    await tab.reload();
    await logoutButton(tab).waitFor();
  }
  expect(await countSessions(inkwell, user)).toBe(1);
});

it("renews the token once for all tabs whose token the server rejected", async () => {
  const { user, tabs } = await openTabs({ locks: true, expected: [`401 GET ${ME}`] });
  const [one] = tabs as [Page];
  const renewals = recordRequests(one, "POST", TOKEN);
  const questions = recordRequests(one, "GET", ME);
  // Holds both requests, so that both are rejected before either tab renews.
  const bothAsked = makeGate();
  await one.context().route(`**${ME}`, async (route) => {
    if (questions.length === tabs.length) bothAsked.open();
    await bothAsked.opened;
    await route.continue();
  });
  await spoilToken(one);
  await Promise.all(tabs.map((tab) => tab.reload()));
  for (const tab of tabs) await logoutButton(tab).waitFor();
  await one.waitForLoadState("networkidle");
  expect([questions.length, renewals.length]).toEqual([2 * tabs.length, 1]);
  expect(await statusOf(inkwell, (await readToken(one)) ?? "")).toBe(200);
  expect(await countSessions(inkwell, user)).toBe(1);
});
