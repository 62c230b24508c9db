import type { Page } from "playwright";
import { expect, it } from "vitest";
import { expectAccessible } from "../../support/accessibility";
import { call } from "../../support/call";
import { provideMailingInkwell } from "../../support/mail-server";
import {
  addressOf,
  describeField,
  eventually,
  loginLink,
  provideBrowser,
  recordRequests,
} from "../../support/page";
import { addUser, newUser, PASSWORD } from "../../support/users";

const { inkwell, nextMail } = provideMailingInkwell();
const visit = provideBrowser(inkwell);

const INVALID = "This link does not work";
const NEW_PASSWORD = "another password of the tests";

const field = (page: Page, label: string) => page.getByRole("main").getByLabel(label, { exact: true });
const button = (page: Page, name: string) =>
  page.getByRole("main").getByRole("button", { name, exact: true });
const tokenOf = (path: string) => path.replace(/.*#token=/, "");

/** Requests a mail to reset the password and returns the path of its link. */
async function requestReset(email: string): Promise<string> {
  const answer = await call(inkwell, "POST", "/api/users/forgot-password", { json: { email } });
  expect(answer.status, answer.text).toBe(202);
  return (await nextMail(email)).path;
}

async function fillPassword(page: Page, password: string, confirmation = password): Promise<void> {
  await field(page, "New password").fill(password);
  await field(page, "Confirm new password").fill(confirmation);
}

it("leaves the token of a link in this tab alone, where it survives a reload, and in no request but the one that uses it", async () => {
  const user = await addUser(inkwell);
  const path = await requestReset(user.email);
  const token = tokenOf(path);
  const requests: string[] = [];
  const page = await visit("/login", {
    before: async (context) =>
      context.on("request", (request) => {
        const sent = [request.url(), JSON.stringify(request.headers()), request.postData() ?? ""];
        if (sent.some((text) => text.includes(token)))
          requests.push(`${request.method()} ${new URL(request.url()).pathname}`);
      }),
  });
  await page.goto(path);
  await eventually(() => addressOf(page)).toBe("/reset-password");
  await page.reload();
  await loginLink(page).waitFor();
  expect(addressOf(page)).toBe("/reset-password");
  expect(await page.evaluate(() => JSON.stringify(history.state))).not.toContain(token);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(token);

  await fillPassword(page, NEW_PASSWORD);
  await button(page, "Set password").click();
  await page.waitForURL("/login");
  expect(requests).toEqual(["POST /api/users/reset-password"]);
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain(token);
  expect(inkwell.output()).not.toContain(token);

  await page.goto("/reset-password");
  await page.getByText(INVALID).waitFor();
});

it("lets a link work after the server refused the password, which it says at the field without losing what was typed", async () => {
  const user = await addUser(inkwell);
  const path = await requestReset(user.email);
  const page = await visit(path, { expected: ["422 POST /api/users/reset-password"] });
  await fillPassword(page, "password123");
  await button(page, "Set password").click();
  await eventually(() => describeField(field(page, "New password"))).toMatch(/common/i);
  expect(await field(page, "New password").inputValue()).toBe("password123");
  expect(await field(page, "Confirm new password").inputValue()).toBe("password123");
  await expectAccessible(page);
  await fillPassword(page, PASSWORD);
  await button(page, "Set password").click();
  await page.waitForURL("/login");
});

it("does not use a link while the passwords do not match", async () => {
  const user = await addUser(inkwell);
  const page = await visit(await requestReset(user.email));
  const requests = recordRequests(page, "POST", "/api/users/reset-password");
  await fillPassword(page, NEW_PASSWORD, "something else");
  await page.getByText("Passwords do not match").waitFor();
  await button(page, "Set password").click();
  await fillPassword(page, NEW_PASSWORD);
  await button(page, "Set password").click();
  await page.waitForURL("/login");
  expect(requests).toHaveLength(1);
});

it("says that a link to reset a password has been replaced by a newer one, and leads to another", async () => {
  const user = await addUser(inkwell);
  const old = await requestReset(user.email);
  await requestReset(user.email);
  const page = await visit(old, { expected: ["422 POST /api/users/reset-password"] });
  await fillPassword(page, NEW_PASSWORD);
  await button(page, "Set password").click();
  await page.getByText(INVALID).waitFor();
  await expectAccessible(page);
  await page.reload();
  await page.getByText(INVALID).waitFor();
  await page.getByRole("link", { name: "Ask for a new link" }).click();
  await page.waitForURL("/forgot-password");
});

it("opens a second link in the tab of a first one", async () => {
  const user = await addUser(inkwell);
  const old = await requestReset(user.email);
  const page = await visit(old);
  await eventually(() => addressOf(page)).toBe("/reset-password");
  await page.goto(await requestReset(user.email));
  await eventually(() => addressOf(page)).toBe("/reset-password");
  await fillPassword(page, NEW_PASSWORD);
  await button(page, "Set password").click();
  await page.waitForURL("/login");
});

it("shows the same after a request for a link, whether or not there is such an account", async () => {
  const user = await addUser(inkwell);
  const texts: string[] = [];
  for (const email of [user.email, newUser().email]) {
    const page = await visit("/forgot-password");
    await expectAccessible(page);
    await field(page, "Email").fill(email);
    await field(page, "Email").press("Enter");
    await page.getByText("a mail is on its way").waitFor();
    await expectAccessible(page);
    texts.push((await page.getByRole("main").innerText()).replace(email, "EMAIL"));
  }
  expect(texts[1]).toBe(texts[0]);
});
