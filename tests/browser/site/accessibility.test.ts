import type { Page } from "playwright";
import { it } from "vitest";
import { expectAccessible } from "../../support/accessibility";
import { ageLogin, submitLogin } from "../../support/browser-session";
import { provideInkwell } from "../../support/inkwell";
import { accountNav, loginLink, provideBrowser } from "../../support/page";
import { newUser, signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);
const reducedMotion = "reduce";

async function fillRegister(page: Page, user = newUser(), confirmation = user.password): Promise<void> {
  await page.getByLabel("Username").fill(user.username);
  await page.getByLabel("Email").fill(user.email);
  await page.getByLabel("Password", { exact: true }).fill(user.password);
  await page.getByLabel("Confirm password", { exact: true }).fill(confirmation);
  await page.getByRole("button", { name: "Register" }).click();
}

it("passes axe and fits 320 px on the front page, logged out, with the theme menu closed and open", async () => {
  const page = await visit("/", { reducedMotion });
  await loginLink(page).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: /^Theme/ }).click();
  await page.getByRole("radio", { name: "System" }).waitFor();
  await expectAccessible(page);
});

it("passes axe and fits 320 px on the login page, empty and with an error", async () => {
  const page = await visit("/login", { reducedMotion, expected: ["401 POST /api/users/token"] });
  await loginLink(page).waitFor();
  await expectAccessible(page);
  await submitLogin(page, { email: "nobody@example.com", password: "not the password" });
  await page.getByRole("main").getByRole("alert").waitFor();
  await expectAccessible(page);
});

it("passes axe and fits 320 px on the registration page, empty, with errors and after the registration", async () => {
  const page = await visit("/register", { reducedMotion });
  await loginLink(page).waitFor();
  await expectAccessible(page);
  await fillRegister(page, { username: "", email: "no address", password: "short" }, "other");
  await page.getByText("Passwords do not match").waitFor();
  await page.getByText("Use at least 8 characters").waitFor();
  await expectAccessible(page);
  await fillRegister(page);
  await page.getByRole("dialog").waitFor();
  await expectAccessible(page);
});

it("passes axe and fits 320 px on the account page: at rest, with errors, in its dialogs and after a server error", async () => {
  // A name and an email of the maximum length must not widen the page.
  const [start = ""] = newUser().email.split("@");
  const { token } = await signUp(inkwell, {
    username: start.padEnd(50, "x"),
    email: `${start.padEnd(64, "x")}@${"y".repeat(43)}.example.com`,
  });
  const expected = ["401 DELETE /api/users/", "500 GET /api/users/me"];
  const page = await visit("/account", { token, reducedMotion, expected });
  await page.getByText("This device").waitFor();
  await expectAccessible(page);

  await page.getByLabel("New password", { exact: true }).fill("short");
  await page.getByLabel("Confirm new password", { exact: true }).fill("other");
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByText("Passwords do not match").waitFor();
  await page.getByText("Enter your current password").waitFor();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Delete account…" }).click();
  await page.getByRole("dialog", { name: "Delete your account?" }).waitFor();
  await expectAccessible(page);

  await ageLogin(page);
  await page.getByRole("button", { name: "Delete my account" }).click();
  await page.getByRole("dialog", { name: "Confirm it is you" }).waitFor();
  await expectAccessible(page);

  await page.route("**/api/users/me", (route) => route.fulfill({ status: 500, body: "" }));
  await page.reload();
  await accountNav(page).getByRole("button", { name: "Try again" }).waitFor();
  await expectAccessible(page);
});

it("passes axe and fits 320 px on the page of an unknown URL", async () => {
  const page = await visit("/no-such-page", { reducedMotion, expected: ["404 GET /no-such-page"] });
  await loginLink(page).waitFor();
  await expectAccessible(page);
});
