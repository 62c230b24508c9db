import type { Page } from "playwright";
import { expect, it } from "vitest";
import { expectAccessible } from "../../support/accessibility";
import { call } from "../../support/call";
import { readPostRows } from "../../support/database";
import { alert, button, heading, readDrafts, readFields, text, title } from "../../support/editor";
import { provideInkwell } from "../../support/inkwell";
import { provideBrowser } from "../../support/page";
import { publish } from "../../support/posts";
import { signUp, type Author } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const save = (page: Page) => button(page, "Save").click();
const versions = (page: Page) => page.getByRole("region", { name: "Both versions" });
const continueDraft = (page: Page) => page.getByRole("link", { name: /^Continue / });

async function publishOne(author: Author) {
  const { id } = await publish(inkwell, author, { title: "Ink", content: "One.\n\nTwo.\n\nThree." });
  return { id, path: `/posts/${id}/edit`, api: `/api/posts/${id}` };
}

/** Opens the edit of a post in a browser of its own. */
async function edit(author: Author, path: string, ...expected: string[]): Promise<Page> {
  const page = await visit(path, { token: author.token, expected });
  await title(page).waitFor();
  return page;
}

/** Changes a post as another device of its author. */
async function change(author: Author, api: string, json: object): Promise<void> {
  const { status } = await call(inkwell, "PATCH", api, { token: author.token, json });
  expect(status).toBe(200);
}

it("keeps the texts of two browsers that edit one post and lose a connection each", async () => {
  const author = await signUp(inkwell);
  const { path, api } = await publishOne(author);
  const phone = await edit(author, path, `net::ERR_FAILED PATCH ${api}`, `412 PATCH ${api}`);
  const laptop = await edit(author, path, `net::ERR_FAILED PATCH ${api}`, `412 PATCH ${api}`);

  // The phone loses the response: its text is saved, but it does not know.
  await text(phone).fill("From the phone.\n\nTwo.\n\nThree.");
  await phone.route(`**${api}`, async (route) => {
    await route.fetch();
    await route.abort();
  });
  await save(phone);
  await alert(phone, "Your text is saved on this device.").waitFor();
  await phone.unroute(`**${api}`);

  // The laptop loses the request.
  await text(laptop).fill("From the laptop.\n\nTwo.\n\nThree.");
  await laptop.route(`**${api}`, (route) => route.abort());
  await save(laptop);
  await alert(laptop, "Your text is saved on this device.").waitFor();
  await laptop.unroute(`**${api}`);

  // What the phone finds on the server is its own earlier text.
  await text(phone).fill("From the phone, again.\n\nTwo.\n\nThree.");
  await save(phone);
  await phone.waitForURL((url) => url.pathname === path.replace("/edit", ""));
  await phone.getByText("From the phone, again.").waitFor();

  await laptop.reload();
  await alert(laptop, "This post was changed elsewhere").waitFor();
  await versions(laptop).getByText("From the phone, again.").waitFor();
  await versions(laptop).getByText("From the laptop.").waitFor();
  await button(laptop, "Keep mine").click();
  await heading(laptop, "Ink").waitFor();
  expect((await readPostRows(inkwell, author.id)).map((row) => row.content)).toEqual([
    "From the laptop.\n\nTwo.\n\nThree.",
  ]);

  await laptop.goto("/drafts");
  await continueDraft(laptop).click();
  await title(laptop).waitFor();
  expect(await readFields(laptop)).toEqual(["Ink", "From the phone, again.\n\nTwo.\n\nThree."]);
});

it("does not save over a change of another device, shows both versions, and keeps the one that is not taken", async () => {
  const author = await signUp(inkwell);
  const { id, path, api } = await publishOne(author);
  const page = await edit(author, path, `412 PATCH ${api}`);
  await text(page).fill("One.\n\nTwo.\n\nMine.");
  await change(author, api, { content: "One.\n\nTwo.\n\nTheirs." });
  await save(page);
  await versions(page).getByText("Mine.").waitFor();
  await versions(page).getByText("Theirs.").waitFor();
  // Save only leads back to the choice.
  await button(page, "Write").click();
  await save(page);
  await versions(page).waitFor();
  expect((await readPostRows(inkwell, author.id))[0]?.content).toBe("One.\n\nTwo.\n\nTheirs.");
  await expectAccessible(page);

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await button(page, "Copy my text").click();
  await page.getByText("Copied").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("Ink\n\nOne.\n\nTwo.\n\nMine.");

  await button(page, "Take theirs").click();
  expect(await readFields(page)).toEqual(["Ink", "One.\n\nTwo.\n\nTheirs."]);
  expect(await readDrafts(page)).toEqual([["Ink", "One.\n\nTwo.\n\nMine."]]);
  await page.goto(path);
  await title(page).waitFor();
  expect(await readFields(page)).toEqual(["Ink", "One.\n\nTwo.\n\nTheirs."]);
  await page.goto("/drafts");
  await continueDraft(page).click();
  await title(page).waitFor();
  await save(page);
  await page.waitForURL(`/posts/${id}`);
  await page.getByText("Mine.").waitFor();
});

it("recognizes a draft of a version that is not the published one when the editor opens", async () => {
  const author = await signUp(inkwell);
  const { path, api } = await publishOne(author);
  const page = await edit(author, path);
  await title(page).fill("Blue ink");
  await page.goto("/drafts");
  await change(author, api, { title: "Black ink" });
  await continueDraft(page).click();
  await alert(page, "This post was changed elsewhere").waitFor();
  await versions(page).getByText("Black").waitFor();
  await button(page, "Keep mine").click();
  await heading(page, "Blue ink").waitFor();
});

it("saves a post whose author has changed their name meanwhile", async () => {
  const author = await signUp(inkwell);
  const { path, api } = await publishOne(author);
  const page = await edit(author, path, `412 PATCH ${api}`);
  await title(page).fill("Blue ink");
  await change(author, `/api/users/${author.id}`, { username: `${author.username} II` });
  await save(page);
  await heading(page, "Blue ink").waitFor();
});
