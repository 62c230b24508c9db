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

it("renews the token and shows who is logged in although another tab never gives up the lock", async () => {
  const { user, session } = await addBrowserUser(inkwell);
  const frozen = await visit("/", { session });
  await holdLock(frozen);
  await makeRenewalDue(frozen);
  const tab = await openTab(frozen, "/");
  await accountNav(tab).getByText(user.email).waitFor();
});

it("logs in although another tab never gives up the lock", async () => {
  const frozen = await visit("/");
  await holdLock(frozen);
  await logInOn(await openTab(frozen, "/login"), await addUser(inkwell));
});
