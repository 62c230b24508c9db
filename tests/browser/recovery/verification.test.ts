import type { Page } from "playwright";
import { expect, it } from "vitest";
import { expectAccessible } from "../../support/accessibility";
import { recordShifts } from "../../support/layout-shifts";
import { provideMailingInkwell } from "../../support/mail-server";
import { eventually, logoutButton, makeGate, provideBrowser } from "../../support/page";
import { addSession, newUser, register } from "../../support/users";

const { inkwell, nextMail } = provideMailingInkwell({ EMAIL_VERIFICATION: "required", RATE_LIMITS: "on" });
const visit = provideBrowser(inkwell);

const RESEND = "/api/users/me/verification";
const banner = (page: Page) => page.getByRole("complementary", { name: "Email confirmation" });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** Registers a user whose email is not confirmed. */
async function registerUnverified() {
  const user = await register(inkwell, newUser());
  const { path } = await nextMail(user.email);
  return { user, path, token: await addSession(inkwell, user) };
}

it.each([320, 1280])(
  "asks below the bar to confirm the email, without moving anything, until it is closed in this tab, at %d px",
  async (width) => {
    const { token } = await registerUnverified();
    const gate = makeGate();
    const page = await visit("/", {
      token,
      width,
      before: (context) =>
        context.route("**/api/users/me", (route) => gate.opened.then(() => route.continue())),
    });
    await page.evaluate(() => document.fonts.ready);
    const readShifts = await recordShifts(page);
    gate.open();
    await banner(page).waitFor();
    expect(await readShifts()).toEqual([]);
    const [bar, heading] = await Promise.all(
      [banner(page).locator("> div"), page.getByRole("heading", { level: 1 })].map((part) =>
        part.boundingBox(),
      ),
    );
    expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBeLessThanOrEqual(heading?.y ?? 0);
    await expectAccessible(page);
    await banner(page).getByRole("button", { name: "Close" }).click();
    expect(await banner(page).count()).toBe(0);
    await page.reload();
    await logoutButton(page).waitFor();
    expect(await banner(page).count()).toBe(0);
    await page.goto("/account");
    await page.getByText("Confirm your email").waitFor();
    await expectAccessible(page);
  },
);

it("sends the link again on request, and says when there were too many", async () => {
  const { user, token } = await registerUnverified();
  const page = await visit("/", { token, expected: [`429 POST ${RESEND}`] });
  for (const expected of [/^Sent to /, /^Sent to /, /^Too many/]) {
    await banner(page).getByRole("button", { name: "Send again" }).click();
    await eventually(() => banner(page).getByRole("status").innerText()).toMatch(expected);
    if (expected.source.startsWith("^Sent"))
      expect((await nextMail(user.email)).path).toContain("/verify-email#");
    await page.reload();
  }
});

it("keeps a post that may not be published yet, and publishes it once the email is confirmed", async () => {
  const { user, token } = await registerUnverified();
  const page = await visit("/new", { token, expected: ["403 POST /api/posts"] });
  await page.getByLabel("Title", { exact: true }).fill("Not yet");
  await page.getByLabel("Text", { exact: true }).fill("The text of a new writer.");
  await button(page, "Publish").click();
  const alert = page.getByRole("main").getByRole("alert");
  await alert.getByText("Confirm your email").waitFor();
  await expectAccessible(page);
  await alert.getByRole("button", { name: "Send again" }).click();
  await alert.getByText("Sent.").waitFor();

  const other = await visit((await nextMail(user.email)).path);
  await button(other, "Confirm").click();
  await other.getByText("Your email is confirmed").waitFor();
  expect(await page.getByLabel("Text", { exact: true }).inputValue()).toBe("The text of a new writer.");
  await button(page, "Publish").click();
  await page.getByRole("heading", { level: 1, name: "Not yet" }).waitFor();
});
