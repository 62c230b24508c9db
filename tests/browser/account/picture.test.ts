import type { Page } from "playwright";
import { expect, it } from "vitest";
import { toInitialsPath } from "@/lib/schemas/initials";
import { expectAccessible } from "../../support/accessibility";
import { call } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { hasFocus, provideBrowser } from "../../support/page";
import { makePng, storePicture } from "../../support/pictures";
import { publish } from "../../support/posts";
import { signUp, type Author } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const section = (page: Page) => page.getByRole("region", { name: "Picture" });
const button = (page: Page, name: string) => section(page).getByRole("button", { name, exact: true });
const title = (page: Page) => section(page).getByRole("heading", { name: "Picture" });
const preview = (page: Page) => section(page).getByRole("img", { name: "Preview of the new picture" });

async function openSection(author: Author, expected: string[] = []): Promise<Page> {
  const page = await visit("/account", { token: author.token, expected });
  await section(page).waitFor();
  return page;
}

async function choose(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await section(page)
    .getByRole("button", { name: /picture…$/ })
    .press("Enter");
  await (await chooser).setFiles({ name, mimeType: "image/png", buffer: Buffer.from(bytes) });
}

async function pathOf(author: Author): Promise<string> {
  const { body } = await call(inkwell, "GET", `/api/users/${author.id}`);
  return (body as { image_path: string }).image_path;
}

it("uploads, replaces and removes a picture, by keyboard, and shows it beside the posts", async () => {
  const ada = await signUp(inkwell);
  const post = await publish(inkwell, ada);
  const page = await openSection(ada);
  const shown: (string | null)[] = [];
  for (const color of ["red", "green"]) {
    await choose(page, "me.png", await makePng(color));
    await preview(page).waitFor();
    await expectAccessible(page);
    await button(page, "Save picture").press("Enter");
    await button(page, "Remove picture").waitFor();
    await page.getByText("Picture saved").first().waitFor();
    expect(await hasFocus(title(page))).toBe(true);
    shown.push(await section(page).locator("img").getAttribute("src"));
  }
  expect(new Set(shown).size).toBe(2);
  expect(shown[1]).toBe(await pathOf(ada));

  const reader = await visit(`/posts/${post.id}`);
  expect(await reader.locator(`img[src="${String(shown[1])}"]`).count()).toBeGreaterThan(0);
  await button(page, "Remove picture").press("Enter");
  await button(page, "Choose a picture…").waitFor();
  expect(await hasFocus(title(page))).toBe(true);
  expect(await pathOf(ada)).toBe(toInitialsPath(ada.username));
  await expectAccessible(page);
});

it("takes a dropped picture, and canceling keeps the old one", async () => {
  const ada = await signUp(inkwell);
  const { path } = await storePicture(inkwell, ada, await makePng("blue"));
  const page = await openSection(ada);
  const bytes = [...(await makePng("yellow"))];
  const drop = async () => {
    const data = await page.evaluateHandle((content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(content)], "me.png", { type: "image/png" }));
      return transfer;
    }, bytes);
    await section(page).locator("[data-drop-area]").dispatchEvent("drop", { dataTransfer: data });
    await preview(page).waitFor();
  };
  await drop();
  await button(page, "Cancel").click();
  await button(page, "Replace picture…").waitFor();
  expect(await pathOf(ada)).toBe(path);
  await drop();
  await button(page, "Save picture").click();
  await button(page, "Replace picture…").waitFor();
  expect(await pathOf(ada)).not.toBe(path);
});

it("says in place what is wrong with a file, before and after it is sent", async () => {
  const ada = await signUp(inkwell);
  const path = `/api/users/${ada.id}/picture`;
  const page = await openSection(ada, [`422 PUT ${path}`]);
  await choose(page, "me.png", Buffer.from("<svg/>"));
  await section(page).getByRole("alert").getByText("This file is not a picture").waitFor();
  await choose(page, "me.png", Buffer.alloc(5 * 1024 * 1024 + 1));
  await section(page).getByRole("alert").getByText("larger than 5 MiB").waitFor();
  await expectAccessible(page);

  const detail = "This file is damaged.";
  await page.route(`**${path}`, (route) =>
    route.fulfill({
      status: 422,
      contentType: "application/problem+json",
      body: JSON.stringify({ detail, code: "validation-error" }),
    }),
  );
  await choose(page, "me.png", await makePng());
  await button(page, "Save picture").click();
  await section(page).getByRole("alert").getByText(detail).waitFor();
  expect(await button(page, "Save picture").isEnabled()).toBe(true);
});
