import type { Page } from "playwright";
import { it } from "vitest";
import { addBrowserUser, logInOn, makeRenewalDue } from "../../support/browser-session";
import { provideInkwell } from "../../support/inkwell";
import { accountNav, openTab, provideBrowser } from "../../support/page";
import { addUser } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

/** Holds the lock on the session until the page is closed, as a frozen tab does. */
const holdLock = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((held) => {
        void navigator.locks.request("inkwell-session", () => new Promise(() => held()));
      }),
  );

async function renewBesideFrozenTab(): Promise<void> {
  const { user, session } = await addBrowserUser(inkwell);
  const frozen = await visit("/", { session });
  await holdLock(frozen);
  await makeRenewalDue(frozen);
  const tab = await openTab(frozen, "/");
  await accountNav(tab).getByText(user.email).waitFor();
}

async function logInBesideFrozenTab(): Promise<void> {
  const frozen = await visit("/");
  await holdLock(frozen);
  await logInOn(await openTab(frozen, "/login"), await addUser(inkwell));
}

// Together, because both wait for seconds until the tab gives up on the lock.
it("renews the token and logs in although another tab never gives up the lock", async () => {
  await Promise.all([renewBesideFrozenTab(), logInBesideFrozenTab()]);
});
