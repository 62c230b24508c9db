import { expect, it } from "vitest";
import { addBrowserUser, logInOn } from "../../support/browser-session";
import { execute } from "../../support/database";
import { button, heading, openAndType, readFields, title } from "../../support/editor";
import { provideInkwell } from "../../support/inkwell";
import { loginLink, logoutButton, provideBrowser, readToken, recordRequests } from "../../support/page";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const NO_RENEWAL = "400 POST /api/users/token";
const endSessions = (id: number) => execute(inkwell, "DELETE FROM sessions WHERE user_id = ?", id);

it("leads to the login page if the session was ended elsewhere, and restores what was typed after the login", async () => {
  const { user, session } = await addBrowserUser(inkwell);
  const page = await visit("/", { session, expected: ["401 POST /api/posts", NO_RENEWAL] });
  const typed = await openAndType(page);
  await endSessions(user.id);
  const renewals = recordRequests(page, "POST", "/api/users/token");
  await button(page, "Publish").click();
  await page.waitForURL((url) => url.pathname === "/login");
  expect(renewals).toHaveLength(1);
  expect(await readToken(page)).toBeNull();

  await logInOn(page, user);
  await title(page).waitFor();
  expect(await readFields(page)).toEqual(typed);
  await button(page, "Publish").click();
  await heading(page, typed[0] ?? "").waitFor();
});

it("asks once, tries to renew once and shows the login link on a page that loads after its session ended", async () => {
  const { user, session } = await addBrowserUser(inkwell);
  const page = await visit("/", { session, expected: ["401 GET /api/users/me", NO_RENEWAL] });
  await logoutButton(page).waitFor();
  await endSessions(user.id);
  const requests = [
    recordRequests(page, "GET", "/api/users/me"),
    recordRequests(page, "POST", "/api/users/token"),
  ];
  await page.reload();
  await loginLink(page).waitFor();
  expect(await readToken(page)).toBeNull();
  expect(requests.map(({ length }) => length)).toEqual([1, 1]);
});
