import type { Page } from "playwright";
import { expect, it } from "vitest";
import { call } from "../../support/call";
import { provideInkwell, SECRET_KEY } from "../../support/inkwell";
import { mintToken, readToken as readClaims } from "../../support/mint-token";
import { accountNav, eventually, provideBrowser, readToken, recordRequests } from "../../support/page";
import { logInAsPage, readSetCookie } from "../../support/refresh-cookie";
import { logInOn, lookAgain, makeRenewalDue, readRefreshCookie } from "../../support/browser-session";
import { register, type TestUser } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);
const TOKEN = "/api/users/token";

/** Puts the attacker's refresh cookie in place of the victim's, as another host of the domain can by evicting it. */
async function plantCookie(page: Page, attacker: TestUser): Promise<string> {
  const own = await readRefreshCookie(page);
  if (own === undefined) throw new Error("The page has no refresh cookie");
  const value = String(readSetCookie(await logInAsPage(inkwell, attacker))?.value);
  await page.context().clearCookies({ name: own.name });
  await page.context().addCookies([{ ...own, value }]);
  return value;
}

async function expireToken(page: Page): Promise<void> {
  const { header, claims } = readClaims(String(await readToken(page)));
  const [iat, exp] = [Number(claims["iat"]) - 5400, Number(claims["exp"]) - 5400];
  const expired = mintToken(header, { ...claims, iat, exp }, SECRET_KEY);
  await page.evaluate((token) => localStorage.setItem("access_token", token), expired);
}

it("never acts as the account of a planted refresh cookie", async () => {
  const [victim, attacker] = [await register(inkwell), await register(inkwell)];
  const page = await visit("/login", { expected: [`400 POST ${TOKEN}`, "401 GET /api/users/me"] });
  await logInOn(page, victim);
  await accountNav(page).getByText(victim.email).waitFor();
  const planted = await plantCookie(page, attacker);
  const before = await readToken(page);
  const renewals = recordRequests(page, "POST", TOKEN);

  // A renewal that is due fails, and the page goes on as the victim.
  await makeRenewalDue(page);
  await lookAgain(page);
  await eventually(() => renewals.length).toBe(1);
  await (await renewals[0]?.response())?.finished();
  expect(await readToken(page)).toBe(before);
  expect((await call(inkwell, "GET", "/api/users/me", { token: String(before) })).body).toMatchObject({
    email: victim.email,
  });

  // Once the token has expired, the victim is logged out, not switched to the attacker.
  await expireToken(page);
  await page.reload();
  await accountNav(page).getByRole("link", { name: "Log in" }).waitFor();
  expect(await readToken(page)).toBeNull();
  expect(await page.content()).not.toContain(attacker.email);
  expect((await readRefreshCookie(page))?.value).toBe(planted);
});
