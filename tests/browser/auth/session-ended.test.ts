import { expect, it } from "vitest";
import { button, editor, heading, openAndType, readFields } from "../../support/editor";
import { provideInkwell } from "../../support/inkwell";
import { execute } from "../../support/database";
import { accountNav, provideBrowser, readToken, recordRequests } from "../../support/page";
import { logInOn } from "../../support/session";
import { register } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const REFUSED = "400 POST /api/users/token";

it("leads to log-in when the session was ended elsewhere, and what was typed is there afterwards", async () => {
  const user = await register(inkwell);
  const page = await visit("/login", { expected: ["401 POST /api/posts", REFUSED] });
  await logInOn(page, user);
  await page.waitForURL("/");
  const typed = await openAndType(page);
  await execute(inkwell, "DELETE FROM sessions WHERE user_id = ?", user.id);
  const renewals = recordRequests(page, "POST", "/api/users/token");
  await button(page, "Publish").click();
  await page.waitForURL((url) => url.pathname === "/login");
  expect(renewals).toHaveLength(1);
  expect(await readToken(page)).toBeNull();

  await logInOn(page, user);
  await editor(page).waitFor();
  expect(await readFields(page)).toEqual(typed);
  await button(page, "Publish").click();
  await heading(page, typed[0] ?? "").waitFor();
});

it("asks once, renews in vain once and shows Login when a page is loaded after the end of its session", async () => {
  const user = await register(inkwell);
  const page = await visit("/login", { expected: ["401 GET /api/users/me", REFUSED] });
  await logInOn(page, user);
  await page.waitForURL("/");
  await execute(inkwell, "DELETE FROM sessions WHERE user_id = ?", user.id);
  const requests = [
    recordRequests(page, "GET", "/api/users/me"),
    recordRequests(page, "POST", "/api/users/token"),
  ];
  await page.reload();
  await accountNav(page).getByRole("link", { name: "Log in" }).waitFor();
  expect(await readToken(page)).toBeNull();
  expect(requests.map(({ length }) => length)).toEqual([1, 1]);
});
