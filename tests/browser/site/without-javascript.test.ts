import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { provideBrowser } from "../../support/page";
import { PASSWORD } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);
const javaScriptEnabled = false;

const TYPED = {
  Username: "Ada",
  Email: "ada@example.com",
  Password: PASSWORD,
  "Confirm password": PASSWORD,
};

const PAGES = [
  ["/", /.+/],
  ["/search", "Search"],
  ["/login", "Log in"],
  ["/register", "Register"],
  ["/forgot-password", "Forgot your password?"],
  ["/reset-password", "New password"],
  ["/verify-email", "Confirm your email"],
  ["/undo-email-change", "Undo the change of your email"],
  ["/account", "Account"],
  ["/new", "New post"],
  ["/drafts", "Drafts"],
  ["/docs/errors", "Errors"],
  ["/docs", "The API"],
] as const;
it("shows every page without JavaScript, and leads from /docs to the API document", async () => {
  const page = await visit("/login", { javaScriptEnabled });
  for (const [path, name] of PAGES) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await page.getByRole("banner").getByRole("link", { name: "Inkwell" }).waitFor();
    expect(await page.getByRole("main").innerText(), path).not.toBe("");
  }
  const endpoints = page.getByRole("region", { name: "Endpoints" });
  const link = endpoints.getByRole("link", { name: "openapi.json" });
  await link.waitFor();
  const address = await link.evaluate((element: HTMLAnchorElement) => element.href);
  expect(await (await fetch(address)).json()).toMatchObject({ openapi: expect.stringMatching(/^3\.1/) });
});

it("leads from the bar to login and registration without JavaScript, and says there what needs it", async () => {
  const page = await visit("/", { javaScriptEnabled });
  for (const name of ["Log in", "Register"]) {
    await page.getByRole("navigation", { name: "Account" }).getByRole("link", { name }).click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await page.getByText(/needs JavaScript/).waitFor();
  }
  await page.goto("/account");
  await page.getByText(/needs JavaScript/).waitFor();
  expect(await page.getByText("Loading your account").isVisible()).toBe(false);
});

it.each([
  ["/login", "Log in", ["Email", "Password"]],
  ["/register", "Register", ["Username", "Email", "Password", "Confirm password"]],
] as const)(
  "sends the form of %s by POST without JavaScript, so that nothing typed gets into the URL",
  async (path, button, labels) => {
    const page = await visit(`${path}?next=%2Faccount`, { javaScriptEnabled });
    for (const label of labels) await page.getByLabel(label, { exact: true }).fill(TYPED[label]);
    // `provideBrowser` fails the test if any URL contains the password.
    const [request] = await Promise.all([
      page.waitForRequest((sent) => sent.isNavigationRequest()),
      page.getByRole("button", { name: button }).click(),
    ]);
    expect(request.method()).toBe("POST");
    expect(new URL(request.url()).search).toBe("?next=%2Faccount");
    await page.waitForLoadState();
    expect((await request.response())?.status()).toBeLessThan(400);
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await page.content()).not.toContain(PASSWORD);
  },
);
