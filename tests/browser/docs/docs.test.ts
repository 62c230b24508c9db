import type { Locator, Page } from "playwright";
import { expect, it } from "vitest";
import { expectAccessible } from "../../support/accessibility";
import { addBrowserUser, countSessions } from "../../support/browser-session";
import { provideInkwell } from "../../support/inkwell";
import { addressOf, eventually, hasFocus, provideBrowser } from "../../support/page";
import { addUser, newUser, PASSWORD } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const REJECTED = "401 GET /api/users/me";
const AXE_TIMEOUT_MS = 180_000;

/** Opens an operation and makes it ready to be tried. */
async function tryOut(page: Page, operationId: string): Promise<Locator> {
  const operation = page.locator(`[id$="-${operationId}"]`);
  await operation.locator(".opblock-summary-control").click();
  await operation.getByRole("button", { name: "Try it out" }).click();
  return operation;
}

async function execute(operation: Locator): Promise<void> {
  await operation.getByRole("button", { name: "Execute" }).click();
}

const shownResponse = (operation: Locator) => operation.locator(".live-responses-table tbody");
const shownStatus = (operation: Locator) =>
  eventually(async () =>
    (await shownResponse(operation).locator(".response-col_status").first().innerText()).trim(),
  );
const requestBody = (operation: Locator) => operation.getByRole("textbox", { name: "Request body" });

const authorizeButton = (page: Page) => page.getByRole("button", { name: "Authorize", exact: true });
const dialogOf = (page: Page) => page.getByRole("dialog");

async function fillAuthorize(dialog: Locator, email: string, password = PASSWORD): Promise<void> {
  await dialog.getByLabel("Email").fill(email);
  await dialog.getByLabel("Password", { exact: true }).fill(password);
  await dialog.getByRole("button", { name: "Authorize" }).click();
}

it("sends the requests of /docs with the authorized account until its logout", async () => {
  const user = await addUser(inkwell);
  const page = await visit("/docs", { expected: ["401 POST /api/users/token", REJECTED] });
  await authorizeButton(page).click();
  const dialog = dialogOf(page);
  await fillAuthorize(dialog, user.email, "not the password");
  await dialog.getByRole("alert").getByText("Incorrect email or password").waitFor();
  await page.keyboard.press("Escape");
  const me = await tryOut(page, "getCurrentUser");
  await execute(me);
  await shownStatus(me).toBe("401");

  await authorizeButton(page).click();
  await fillAuthorize(dialog, user.email);
  await dialog.getByText(user.email).waitFor();
  await dialog.getByRole("button", { name: "Done" }).click();
  await execute(me);
  await shownStatus(me).toBe("200");
  expect(await shownResponse(me).innerText()).toContain(`"email": "${user.email}"`);

  await authorizeButton(page).click();
  await dialog.getByRole("button", { name: "Log out" }).click();
  await page.keyboard.press("Escape");
  await execute(me);
  await shownStatus(me).toBe("401");
  expect(await shownResponse(me).innerText()).toContain('"code": "not-authenticated"');
});

it("authorizes /docs by keyboard with a separate session, whose logout keeps the site's own session", async () => {
  const { user, session } = await addBrowserUser(inkwell);
  const page = await visit("/docs", { session });
  await authorizeButton(page).focus();
  await page.keyboard.press("Enter");
  const dialog = dialogOf(page);
  await dialog.getByLabel("Email").focus();
  await page.keyboard.type(user.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await dialog.getByText(user.email).waitFor();
  expect(await countSessions(inkwell, user)).toBe(2);
  await dialog.getByRole("button", { name: "Log out" }).click();
  await eventually(() => countSessions(inkwell, user)).toBe(1);
  await page.keyboard.press("Escape");
  await eventually(() => hasFocus(authorizeButton(page))).toBe(true);
  await page.goto("/account");
  await page.getByText("This device").waitFor();
});

it("stores neither password nor token of an authorization on /docs, so that a reload ends it", async () => {
  const { email } = await addUser(inkwell);
  const page = await visit("/docs", { expected: [REJECTED] });
  await authorizeButton(page).click();
  await fillAuthorize(dialogOf(page), email);
  await dialogOf(page).getByRole("button", { name: "Done" }).click();
  await page.getByText("Requests carry your access token.").waitFor();
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(stored).not.toMatch(/eyJ|canary/);
  expect(await page.content()).not.toContain(PASSWORD);

  await page.reload();
  await page.getByText("Requests carry no access token.").waitFor();
  const me = await tryOut(page, "getCurrentUser");
  await execute(me);
  await shownStatus(me).toBe("401");
});

it("leads a new visitor from the footer through /docs to a published post", async () => {
  const { username, email, password } = newUser();
  const page = await visit("/docs/errors");
  await page.getByRole("contentinfo").getByRole("link", { name: "API" }).click();
  await eventually(() => addressOf(page)).toBe("/docs");

  const registration = await tryOut(page, "registerUser");
  await requestBody(registration).fill(JSON.stringify({ username, email, password }));
  await execute(registration);
  await shownStatus(registration).toBe("201");

  await authorizeButton(page).click();
  await fillAuthorize(dialogOf(page), email);
  await dialogOf(page).getByRole("button", { name: "Done" }).click();
  const publishing = await tryOut(page, "publishPost");
  await requestBody(publishing).fill(JSON.stringify({ title: `By ${username}`, content: "From /docs." }));
  await execute(publishing);
  await shownStatus(publishing).toBe("201");

  await page.goto("/");
  await page.getByRole("heading", { name: `By ${username}` }).waitFor();
});

it("shows why the endpoints on /docs are missing, and loads them on the second try", async () => {
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
  await authorizeButton(page).waitFor();
});

it("shows that Swagger UI could not be loaded, and loads it on the second try", async () => {
  let isDown = true;
  const page = await visit("/docs", {
    expected: ["net::ERR_FAILED GET /_next/"],
    before: (context) =>
      context.route("**/_next/static/chunks/*.js*", async (route) => {
        const response = await route.fetch();
        const isSwagger = (await response.text()).includes("opblock-summary-control");
        await (isDown && isSwagger ? route.abort() : route.fulfill({ response }));
      }),
  });
  await page.getByRole("alert").getByText("could not be loaded").waitFor();
  isDown = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await authorizeButton(page).waitFor();
});

// Axe examines some thousand elements.
it("passes axe on /docs with operations open and fits 320 px", { timeout: AXE_TIMEOUT_MS }, async () => {
  const page = await visit("/docs", { reducedMotion: "reduce" });
  await tryOut(page, "logIn");
  const publishing = await tryOut(page, "publishPost");
  await publishing.getByRole("tab", { name: "Schema" }).first().click();
  // The list of one post that no test changes: each word of a response is an element.
  const list = await tryOut(page, "listPostsByUser");
  await list.locator('[data-param-name="id"] input').fill("1");
  await execute(list);
  await shownStatus(list).toBe("200");
  await page.getByRole("button", { name: "Schemas" }).click();
  await expectAccessible(page);
});
