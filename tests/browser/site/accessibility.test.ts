import type { Page } from "playwright";
import { it } from "vitest";
import { expectAccessible } from "../../support/accessibility";
import { provideInkwell } from "../../support/inkwell";
import { accountNav, eventually, readAll, provideBrowser } from "../../support/page";
import { ageLogin } from "../../support/session";
import { logIn, newUser, register } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

/** Somebody whose name and e-mail are as long as they may be: they must not widen the page. */
async function signUpAtLength(): Promise<string> {
  const [start = ""] = newUser().email.split("@");
  const user = await register(inkwell, {
    username: start.padEnd(50, "x"),
    email: `${start.padEnd(64, "x")}@${"y".repeat(43)}.example.com`,
  });
  return logIn(inkwell, user);
}

async function fillRegister(page: Page, user = newUser(), confirmation = user.password): Promise<void> {
  await page.getByLabel("Username").fill(user.username);
  await page.getByLabel("Email").fill(user.email);
  await page.getByLabel("Password", { exact: true }).fill(user.password);
  await page.getByLabel("Confirm password", { exact: true }).fill(confirmation);
  await page.getByRole("button", { name: "Register" }).click();
}

const login = (page: Page) => accountNav(page).getByRole("link", { name: "Log in" }).waitFor();

interface State {
  path: string;
  signedIn?: boolean;
  expected?: string[];
  /** Brings the page into the state, and waits until it is there. */
  reach: (page: Page) => Promise<unknown>;
}

const STATES: Record<string, State> = {
  "the front page, signed out": { path: "/", reach: login },
  "the front page, signed in": {
    path: "/",
    signedIn: true,
    reach: (page) => accountNav(page).getByRole("button", { name: "Log out" }).waitFor(),
  },
  "the log-in page": { path: "/login", reach: login },
  "the log-in page with a fault": {
    path: "/login",
    expected: ["401 POST /api/users/token"],
    async reach(page) {
      await page.getByLabel("Email", { exact: true }).fill("nobody@example.com");
      await page.getByLabel("Password", { exact: true }).fill("not the password");
      await page.keyboard.press("Enter");
      await page.getByRole("main").getByRole("alert").waitFor();
    },
  },
  "the register page": { path: "/register", reach: login },
  "the register page with faults": {
    path: "/register",
    async reach(page) {
      await fillRegister(page, { username: "", email: "no address", password: "short" }, "other");
      await page.getByText("Passwords do not match").waitFor();
      await page.getByText("Use at least 8 characters").waitFor();
    },
  },
  "the dialog after registration": {
    path: "/register",
    async reach(page) {
      await fillRegister(page);
      await page.getByRole("dialog").waitFor();
    },
  },
  "the theme menu": {
    path: "/",
    async reach(page) {
      await page.getByRole("button", { name: /^Theme/ }).click();
      await page.getByRole("radio", { name: "System" }).waitFor();
    },
  },
  "the account page": {
    path: "/account",
    signedIn: true,
    async reach(page) {
      await eventually(() => readAll(page.getByRole("main"))).toContain("example.com");
      await page.getByText("This device").waitFor();
    },
  },
  "the account page with faults": {
    path: "/account",
    signedIn: true,
    async reach(page) {
      await page.getByLabel("New password", { exact: true }).fill("short");
      await page.getByLabel("Confirm new password", { exact: true }).fill("other");
      await page.getByRole("button", { name: "Change password" }).click();
      await page.getByText("Passwords do not match").waitFor();
      await page.getByText("Enter your current password").waitFor();
    },
  },
  "the dialog that asks for the password once more": {
    path: "/account",
    signedIn: true,
    expected: ["401 DELETE /api/users/"],
    async reach(page) {
      await ageLogin(page);
      await page.getByRole("button", { name: "Delete account…" }).click();
      await page.getByRole("button", { name: "Delete my account" }).click();
      await page.getByRole("dialog", { name: "Confirm it is you" }).waitFor();
    },
  },
  "a page that knows not who is signed in": {
    path: "/account",
    signedIn: true,
    expected: ["500 GET /api/users/me"],
    async reach(page) {
      await page.route("**/api/users/me", (route) => route.fulfill({ status: 500, body: "" }));
      await page.reload();
      await accountNav(page).getByRole("button", { name: "Try again" }).waitFor();
    },
  },
  "the page of an unknown address": {
    path: "/no-such-page",
    expected: ["404 GET /no-such-page"],
    reach: login,
  },
};

it.each(Object.entries(STATES))(
  "has no fault that axe finds and fits 320 px: %s",
  async (_, { path, signedIn, expected = [], reach }) => {
    const token = signedIn ? await signUpAtLength() : undefined;
    const page = await visit(path, {
      expected,
      reducedMotion: "reduce",
      ...(token !== undefined && { token }),
    });
    await reach(page);
    await expectAccessible(page);
  },
);
