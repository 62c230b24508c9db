import { expect, it } from "vitest";
import { button, editor, EMPTY, heading, openAndType, openNew, readFields } from "../../support/editor";
import { provideInkwell } from "../../support/inkwell";
import { eventually, logoutButton, provideBrowser } from "../../support/page";
import { signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

interface Failure {
  /** The response to the request that publishes; none if the network fails. */
  response?: { status: number; contentType: string; body: string };
  expected: string;
  message: string;
}

const FAILURES: Failure[] = [
  {
    response: {
      status: 500,
      contentType: "application/problem+json",
      body: JSON.stringify({ status: 500, code: "internal-error", detail: "The ink has run out." }),
    },
    expected: "500 POST /api/posts",
    message: "The ink has run out.",
  },
  {
    response: { status: 502, contentType: "text/html", body: "<h1>Bad Gateway</h1>" },
    expected: "502 POST /api/posts",
    message: "Something went wrong on our side",
  },
  { expected: "net::ERR_INTERNET_DISCONNECTED POST /api/posts", message: "cannot be reached" },
];

it("keeps what was typed and says why if the server, a gateway or the network fails, until the post is published", async () => {
  const { token } = await signUp(inkwell);
  const page = await visit("/", { token, expected: FAILURES.map(({ expected }) => expected) });
  const typed = await openAndType(page);
  for (const { response, message } of FAILURES) {
    await page.route("**/api/posts", (route) =>
      response ? route.fulfill(response) : route.abort("internetdisconnected"),
    );
    await button(page, "Publish").click();
    await editor(page).getByRole("alert").filter({ hasText: message }).waitFor();
    expect(await readFields(page)).toEqual(typed);
    await page.unroute("**/api/posts");
  }
  await button(page, "Publish").click();
  await heading(page, typed[0] ?? "").waitFor();
  expect(await openNew(page), "the draft of a published post").toEqual(EMPTY);
});

it("keeps the draft of a post through Escape, Close, a reload and another page", async () => {
  const { token } = await signUp(inkwell);
  const page = await visit("/docs/errors", { token });
  const typed = await openAndType(page);
  const ways: Record<string, () => Promise<unknown>> = {
    Escape: () => page.keyboard.press("Escape"),
    Close: () => button(page, "Close").click(),
    "a reload": () => page.reload(),
    "another page": () => page.goto("/account"),
  };
  for (const [name, leave] of Object.entries(ways)) {
    await leave();
    await eventually(() => editor(page).count()).toBe(0);
    await logoutButton(page).waitFor();
    expect(await openNew(page), name).toEqual(typed);
  }
});

it("discards a draft, and restores it by Undo", async () => {
  const { token } = await signUp(inkwell);
  const page = await visit("/docs/errors", { token });
  const typed = await openAndType(page);
  await button(page, "Discard").click();
  expect(await openNew(page)).toEqual(EMPTY);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await openNew(page)).toEqual(typed);
});
