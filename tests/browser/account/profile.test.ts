import type { Page } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import {
  chooseInMenu,
  emailButton,
  describeField,
  eventually,
  isMarked,
  mark,
  provideBrowser,
  recordRequests,
} from "../../support/page";
import { publish } from "../../support/posts";
import { addUser, newUser, signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const field = (page: Page, label: string) => page.getByRole("main").getByLabel(label, { exact: true });
const save = (page: Page) => page.getByRole("button", { name: "Save changes" });

async function fill(page: Page, { username, email }: { username: string; email: string }): Promise<void> {
  await field(page, "Username").fill(username);
  await field(page, "Email").fill(email);
}

const valuesOf = async (page: Page) => [
  await field(page, "Username").inputValue(),
  await field(page, "Email").inputValue(),
];

it("changes username and email, in the bar and beside the posts at once", async () => {
  const user = await signUp(inkwell);
  await publish(inkwell, user);
  const list = `/users/${user.id}/posts`;
  const page = await visit(list, { token: user.token });
  await mark(page);
  await chooseInMenu(page, user.email, "Account");
  await field(page, "Username").waitFor();
  expect(await valuesOf(page)).toEqual([user.username, user.email]);
  const { username, email } = newUser();
  await fill(page, { username, email });
  await save(page).click();
  await emailButton(page, email).waitFor();
  expect(await valuesOf(page)).toEqual([username, email]);
  await page.goBack();
  await page.waitForURL(list);
  await page.getByRole("article").first().getByRole("link", { name: username }).waitFor();
  expect(await isMarked(page)).toBe(true);
  await page.reload();
  await emailButton(page, email).waitFor();
});

it("shows an invalid or taken username or email at its field, keeps what was typed, and can be sent again", async () => {
  const taken = await addUser(inkwell);
  const user = await signUp(inkwell);
  const path = `/api/users/${user.id}`;
  const page = await visit("/account", { token: user.token, expected: [`409 PATCH ${path}`] });
  const requests = recordRequests(page, "PATCH", path);
  await fill(page, { username: " ", email: "ada@nowhere" });
  await save(page).click();
  await eventually(() => describeField(field(page, "Username"))).toContain("Enter a username");
  await eventually(() => describeField(field(page, "Email"))).toContain("Enter an email address");
  expect(requests).toHaveLength(0);

  await fill(page, taken);
  await save(page).click();
  await eventually(() => describeField(field(page, "Username"))).toContain("Username already exists");
  await eventually(() => describeField(field(page, "Email"))).toContain("Email already registered");
  expect(await valuesOf(page)).toEqual([taken.username, taken.email]);
  await emailButton(page, user.email).waitFor();

  const free = newUser();
  await fill(page, free);
  await save(page).click();
  await emailButton(page, free.email).waitFor();
});

it("says that the server cannot be reached, keeps the typed profile, and can be sent again", async () => {
  const { token, id } = await signUp(inkwell);
  const path = `/api/users/${id}`;
  const page = await visit("/account", {
    token,
    expected: [`net::ERR_INTERNET_DISCONNECTED PATCH ${path}`],
  });
  await page.route(`**${path}`, (route) => route.abort("internetdisconnected"));
  const { username, email } = newUser();
  await fill(page, { username, email });
  await save(page).click();
  await page.getByRole("main").getByRole("alert").filter({ hasText: "cannot be reached" }).waitFor();
  expect(await valuesOf(page)).toEqual([username, email]);
  await page.unroute(`**${path}`);
  await save(page).dblclick();
  await emailButton(page, email).waitFor();
});
