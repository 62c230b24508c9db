import { expect, it } from "vitest";
import { button, editor, EMPTY, heading, openAndType, openNew, readFields } from "../../support/editor";
import { provideInkwell } from "../../support/inkwell";
import { accountNav, eventually, provideBrowser } from "../../support/page";

import { signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const FAULTS = {
  "the server fails": {
    expected: "500 POST /api/posts",
    says: "The ink has run out.",
    fault: {
      status: 500,
      contentType: "application/problem+json",
      body: JSON.stringify({ status: 500, code: "internal-error", detail: "The ink has run out." }),
    },
  },
  "a gateway fails": {
    expected: "502 POST /api/posts",
    says: "Something went wrong on our side",
    fault: { status: 502, contentType: "text/html", body: "<h1>Bad Gateway</h1>" },
  },
  "there is no network": {
    expected: "net::ERR_INTERNET_DISCONNECTED POST /api/posts",
    says: "cannot be reached",
    fault: undefined,
  },
};

it.each(Object.entries(FAULTS))("says so and keeps what was typed when %s", async (_, fault) => {
  const { token } = await signUp(inkwell);
  const page = await visit("/", { token, expected: [fault.expected] });
  await page.route("**/api/posts", (route) =>
    fault.fault ? route.fulfill(fault.fault) : route.abort("internetdisconnected"),
  );
  const typed = await openAndType(page);
  await button(page, "Publish").click();
  await editor(page).getByRole("alert").filter({ hasText: fault.says }).waitFor();
  expect(await readFields(page)).toEqual(typed);
  await page.unroute("**/api/posts");
  await button(page, "Publish").click();
  await heading(page, typed[0] ?? "").waitFor();
  expect(await openNew(page), "the draft of what is published").toEqual(EMPTY);
});

it.each(["Escape", "the cross", "a reload", "another page"])(
  "keeps what was typed through %s",
  async (way) => {
    const { token, email } = await signUp(inkwell);
    const page = await visit("/", { token });
    const typed = await openAndType(page);
    if (way === "Escape") await page.keyboard.press(way);
    else if (way === "the cross") await button(page, "Close").click();
    else if (way === "a reload") await page.reload();
    else await page.goto("/account");
    await eventually(() => editor(page).count()).toBe(0);
    await accountNav(page).getByText(email).waitFor();
    expect(await openNew(page)).toEqual(typed);
  },
);

it("forgets what was discarded, unless that is undone", async () => {
  const { token } = await signUp(inkwell);
  const page = await visit("/", { token });
  const typed = await openAndType(page);
  await button(page, "Discard").click();
  expect(await openNew(page)).toEqual(EMPTY);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await openNew(page)).toEqual(typed);
});
