import { expect, it } from "vitest";
import {
  alert,
  button,
  EMPTY,
  heading,
  openAndType,
  opener,
  openNew,
  readDrafts,
  readFields,
  state,
  text,
  title,
  type,
  waitForDraft,
} from "../../support/editor";
import { provideInkwell } from "../../support/inkwell";
import { addressOf, eventually, openTab, provideBrowser } from "../../support/page";
import { signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

interface Failure {
  /** The response to the request that publishes; none if the network fails. */
  response?: { status: number; contentType: string; body: string };
  expected: string;
  message: string;
}

const problem = (status: number, detail: string) => ({
  response: {
    status,
    contentType: "application/problem+json",
    body: JSON.stringify({ status, code: "of-the-test", detail }),
  },
  expected: `${status} POST /api/posts`,
  message: detail,
});

const FAILURES: Failure[] = [
  problem(429, "Too many posts. Try again in a minute."),
  problem(500, "The ink has run out."),
  problem(503, "Too busy. Try again in a moment."),
  {
    response: { status: 502, contentType: "text/html", body: "<h1>Bad Gateway</h1>" },
    expected: "502 POST /api/posts",
    message: "Something went wrong on our side",
  },
  { expected: "net::ERR_INTERNET_DISCONNECTED POST /api/posts", message: "cannot be reached" },
];

it("keeps what was typed and says so if the server, a gateway or the network fails, until the post is published", async () => {
  const { token } = await signUp(inkwell);
  const page = await visit("/new", { token, expected: FAILURES.map(({ expected }) => expected) });
  const typed = await openAndType(page);
  for (const { response, message } of FAILURES) {
    await page.route("**/api/posts", (route) =>
      response ? route.fulfill(response) : route.abort("internetdisconnected"),
    );
    await button(page, "Publish").click();
    await alert(page, message).filter({ hasText: "Your text is saved on this device." }).waitFor();
    expect(await readFields(page)).toEqual(typed);
    await page.unroute("**/api/posts");
  }
  await button(page, "Publish").click();
  await heading(page, typed[0] ?? "").waitFor();
  expect(await readDrafts(page)).toEqual([]);
  expect(await openNew(page), "the draft of a published post").toEqual(EMPTY);
});

it("sends the same Idempotency-Key with each try to publish one draft, also after a reload", async () => {
  const { token } = await signUp(inkwell);
  const page = await visit("/new", { token, expected: ["net::ERR_FAILED POST /api/posts"] });
  const keys: (string | undefined)[] = [];
  await page.route("**/api/posts", (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    return route.abort();
  });
  await openAndType(page);
  await button(page, "Publish").click();
  await alert(page, "cannot be reached").waitFor();
  await page.reload();
  await button(page, "Publish").click();
  await alert(page, "cannot be reached").waitFor();
  expect(keys[0]).toMatch(/^[\da-f-]{36}$/);
  expect(keys[1]).toBe(keys[0]);
  await openNew(page);
  await type(page);
  await button(page, "Publish").click();
  await eventually(() => keys.length).toBe(3);
  expect(keys[2]).not.toBe(keys[0]);
});

it("keeps the new posts of two tabs apart, each through a reload", async () => {
  const { token } = await signUp(inkwell);
  const one = await visit("/new", { token });
  const two = await openTab(one, "/new");
  const typed = [await type(one), await type(two)];
  await state(one, "Saved on this device").waitFor();
  for (const tab of [one, two]) {
    await waitForDraft(tab);
    await tab.reload();
    await title(tab).waitFor();
  }
  expect([await readFields(one), await readFields(two)]).toEqual(typed);
});

it("keeps both texts if two tabs go on with one draft", async () => {
  const { token } = await signUp(inkwell);
  const one = await visit("/new", { token });
  await title(one).fill("Shared");
  const two = await openTab(one, addressOf(one));
  await text(two).fill("Two");
  await text(one).fill("One");
  await text(two).fill("Two again");
  expect(new Set(await readDrafts(one))).toEqual(
    new Set([
      ["Shared", "One"],
      ["Shared", "Two again"],
    ]),
  );
});

it("lists the drafts of this device with the latest first: they are continued, discarded and restored", async () => {
  const { token, id } = await signUp(inkwell);
  const page = await visit("/drafts", {
    token,
    stored: {
      [`inkwell-draft:${id}:new`]: JSON.stringify({ title: "", content: "From an earlier version" }),
    },
  });
  await page.getByText("From an earlier version").first().waitFor();
  await openAndType(page);
  const [name = ""] = await readFields(page);
  await page.getByRole("link", { name: "Drafts" }).click();
  const links = page.getByRole("main").getByRole("listitem").getByRole("link");
  await eventually(() => links.allInnerTexts()).toHaveLength(2);
  await page.getByRole("button", { name: `Discard ${name}` }).click();
  await eventually(() => links.count()).toBe(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await eventually(() => links.count()).toBe(2);
  await page.getByRole("link", { name: "Continue From an earlier version" }).click();
  await title(page).waitFor();
  expect(await readFields(page)).toEqual(["", "From an earlier version"]);
  await title(page).fill("With a title");
  await page.reload();
  expect(await readFields(page)).toEqual(["With a title", "From an earlier version"]);
});

it("stores nothing for an editor that is left empty", async () => {
  const { token } = await signUp(inkwell);
  const page = await visit("/new", { token });
  await title(page).fill("A");
  await state(page, "Saved on this device").waitFor();
  await title(page).fill("");
  expect(await readDrafts(page)).toEqual([]);
  await opener(page).click();
  await page.waitForURL("/new");
  expect(await readDrafts(page)).toEqual([]);
});

const BROKEN = [
  ["full", "QuotaExceededError", "Not saved on this device: its storage is full"],
  ["blocked", "SecurityError", "Not saved on this device: the browser blocks storage"],
] as const;
it.each(BROKEN)(
  "says that storage is %s, keeps the text on other pages of the site, and asks before the site is left",
  async (_, error, message) => {
    const { token } = await signUp(inkwell);
    const page = await visit("/new", { token });
    await page.evaluate((name) => {
      Storage.prototype.setItem = () => {
        throw new DOMException("No", name);
      };
    }, error);
    const typed = await type(page);
    await state(page, message).waitFor();
    await page.getByRole("link", { name: "Drafts" }).click();
    await page.getByRole("link", { name: `Continue ${typed[0]}` }).click();
    await title(page).waitFor();
    expect(await readFields(page)).toEqual(typed);

    const asked = page.waitForEvent("dialog");
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe("beforeunload");
    await dialog.dismiss();
    expect(await readFields(page)).toEqual(typed);
  },
);
