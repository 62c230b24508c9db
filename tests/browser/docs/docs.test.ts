import type { Locator, Page } from "playwright";
import { describe, expect, it } from "vitest";
import { expectAccessible } from "../../support/accessibility";
import { provideInkwell } from "../../support/inkwell";
import { addressOf, eventually, provideBrowser } from "../../support/page";
import { countSessions, logInOn } from "../../support/session";
import { newUser, PASSWORD, register } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const REFUSED = "401 GET /api/users/me";

/** One endpoint, opened and ready to be tried. */
async function tryOut(page: Page, operationId: string): Promise<Locator> {
  const operation = page.locator(`[id$="-${operationId}"]`);
  await operation.locator(".opblock-summary-control").click();
  await operation.getByRole("button", { name: "Try it out" }).click();
  return operation;
}

async function execute(operation: Locator): Promise<void> {
  await operation.getByRole("button", { name: "Execute" }).click();
}

const shownAnswer = (operation: Locator) => operation.locator(".live-responses-table tbody");
const shownStatus = (operation: Locator) =>
  eventually(async () =>
    (await shownAnswer(operation).locator(".response-col_status").first().innerText()).trim(),
  );

async function openAuthorize(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Authorize", exact: true }).click();
  return page.getByRole("dialog");
}

async function authorize(page: Page, email: string, password = PASSWORD): Promise<Locator> {
  const dialog = await openAuthorize(page);
  await dialog.getByLabel("Email").fill(email);
  await dialog.getByLabel("Password", { exact: true }).fill(password);
  await dialog.getByRole("button", { name: "Authorize" }).click();
  return dialog;
}

it("takes e-mail and password, then answers for that account, and after Logout for nobody", async () => {
  const user = await register(inkwell);
  const page = await visit("/docs", { expected: [REFUSED] });
  const dialog = await authorize(page, user.email);
  await dialog.getByText(user.email).waitFor();
  await dialog.getByRole("button", { name: "Done" }).click();

  const me = await tryOut(page, "getCurrentUser");
  await execute(me);
  await shownStatus(me).toBe("200");
  expect(await shownAnswer(me).innerText()).toContain(`"email": "${user.email}"`);

  await (await openAuthorize(page)).getByRole("button", { name: "Log out" }).click();
  await page.keyboard.press("Escape");
  await execute(me);
  await shownStatus(me).toBe("401");
  expect(await shownAnswer(me).innerText()).toContain('"code": "not-authenticated"');
});

it("ends its own session at Logout, and not that of the site", async () => {
  const user = await register(inkwell);
  const page = await visit("/login");
  await logInOn(page, user);
  await page.goto(`${inkwell.url}/docs`);
  await authorize(page, user.email);
  await page.getByRole("dialog").getByText(user.email).waitFor();
  expect(await countSessions(inkwell, user)).toBe(2);
  await page.getByRole("button", { name: "Log out" }).last().click();
  await eventually(() => countSessions(inkwell, user)).toBe(1);
  await page.goto(`${inkwell.url}/account`);
  await page.getByText("This device").waitFor();
});

it("says what the server says to a wrong password, and authorizes nothing", async () => {
  const { email } = await register(inkwell);
  const page = await visit("/docs", { expected: ["401 POST /api/users/token", REFUSED] });
  const dialog = await authorize(page, email, "not the password");
  await dialog.getByRole("alert").getByText("Incorrect email or password").waitFor();
  await page.keyboard.press("Escape");
  const me = await tryOut(page, "getCurrentUser");
  await execute(me);
  await shownStatus(me).toBe("401");
});

it("keeps neither password nor token: a reload ends it", async () => {
  const { email } = await register(inkwell);
  const page = await visit("/docs", { expected: [REFUSED] });
  const dialog = await authorize(page, email);
  await dialog.getByRole("button", { name: "Done" }).click();
  await page.getByText("Requests carry your access token.").waitFor();
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(kept).not.toMatch(/eyJ|canary/);
  expect(await page.content()).not.toContain(PASSWORD);

  await page.reload();
  await page.getByText("Requests carry no access token.").waitFor();
  const me = await tryOut(page, "getCurrentUser");
  await execute(me);
  await shownStatus(me).toBe("401");
});

it("leads a stranger from nothing to a published post", async () => {
  const { username, email, password } = newUser();
  const page = await visit("/");
  await page.getByRole("contentinfo").getByRole("link", { name: "API" }).click();
  await eventually(() => addressOf(page)).toBe("/docs");

  const registration = await tryOut(page, "registerUser");
  const body = registration.getByRole("textbox", { name: "Request body" });
  await body.fill(JSON.stringify({ username, email, password }));
  await execute(registration);
  await shownStatus(registration).toBe("201");

  await (await authorize(page, email)).getByRole("button", { name: "Done" }).click();
  const publishing = await tryOut(page, "publishPost");
  await publishing
    .getByRole("textbox", { name: "Request body" })
    .fill(JSON.stringify({ title: "By a stranger", content: "Read nothing but /docs." }));
  await execute(publishing);
  await shownStatus(publishing).toBe("201");

  await page.goto("/");
  await page.getByRole("heading", { name: "By a stranger" }).waitFor();
});

it("works by keyboard, and gives the focus back", async () => {
  const { email } = await register(inkwell);
  const page = await visit("/docs");
  const button = page.getByRole("button", { name: "Authorize", exact: true });
  await button.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Email").focus();
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await dialog.getByText(email).waitFor();
  await page.keyboard.press("Escape");
  await eventually(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
});

it("says why the endpoints are not there, and gets them at the second try", async () => {
  let isDown = true;
  const page = await visit("/docs", {
    expected: ["503 GET /api/openapi.json"],
    before: (context) =>
      context.route("**/api/openapi.json", (route) =>
        isDown ? route.fulfill({ status: 503, body: "" }) : route.continue(),
      ),
  });
  await page.getByRole("alert").getByText("Something went wrong on our side").waitFor();
  isDown = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("button", { name: "Authorize", exact: true }).waitFor();
});

it("gets Swagger UI at the second try, too", async () => {
  let isDown = true;
  const page = await visit("/docs", {
    expected: ["net::ERR_FAILED GET /_next/"],
    before: (context) =>
      context.route("**/_next/static/chunks/*.js", async (route) => {
        const answer = await route.fetch();
        const isSwagger = (await answer.text()).includes("opblock-summary-control");
        await (isDown && isSwagger ? route.abort() : route.fulfill({ response: answer }));
      }),
  });
  await page.getByRole("alert").getByText("could not be loaded").waitFor();
  isDown = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("button", { name: "Authorize", exact: true }).waitFor();
});

// Axe looks at each of some thousand elements, and a busy machine takes its time over it.
describe("has no fault that axe finds and fits 320 px", { timeout: 180_000 }, () => {
  it("at rest", async () => {
    const page = await visit("/docs", { reducedMotion: "reduce" });
    await page.getByRole("button", { name: "Authorize", exact: true }).waitFor();
    await expectAccessible(page);
  });

  it("at work", async () => {
    const page = await visit("/docs", { reducedMotion: "reduce" });
    await page.getByRole("button", { name: "Authorize", exact: true }).waitFor();
    await tryOut(page, "logIn");
    const publishing = await tryOut(page, "publishPost");
    await publishing.getByRole("tab", { name: "Schema" }).first().click();
    const list = await tryOut(page, "listPosts");
    await execute(list);
    await shownStatus(list).toBe("200");
    await page.getByRole("button", { name: "Schemas" }).click();
    await expectAccessible(page);
  });
});
