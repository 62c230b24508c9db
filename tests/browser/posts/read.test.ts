import type { Page } from "playwright";
import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import {
  accountNav,
  articlesBy,
  eventually,
  loginLink,
  logoutButton,
  openTab,
  provideBrowser,
} from "../../support/page";
import { publish } from "../../support/posts";
import { signUp } from "../../support/users";

const inkwell = provideInkwell();
const visit = provideBrowser(inkwell);

const article = (page: Page) => page.getByRole("main").getByRole("article");
const actions = (page: Page) => article(page).locator("button, a[href$='/edit']");

const HOSTILE = "<b>bold</b> &amp; </script><img src=x onerror=alert(1)>";

it("offers Edit and Delete of a post only to its author", async () => {
  const [author, other] = [await signUp(inkwell), await signUp(inkwell)];
  const { id, title } = await publish(inkwell, author);
  const path = `/posts/${id}`;

  const own = await visit(path, { token: author.token });
  await logoutButton(own).waitFor();
  await eventually(() => actions(own).allInnerTexts()).toEqual(["Edit", "Delete"]);

  const foreign = await visit(path, { token: other.token });
  await accountNav(foreign).getByText(other.email).waitFor();
  await foreign.getByRole("heading", { level: 1, name: title }).waitFor();
  expect(await actions(foreign).count()).toBe(0);

  const anonymous = await visit(path);
  await loginLink(anonymous).waitFor();
  expect(await actions(anonymous).count()).toBe(0);
});

it("removes Edit and Delete after a logout in another tab", async () => {
  const author = await signUp(inkwell);
  const { id } = await publish(inkwell, author);
  const page = await visit(`/posts/${id}`, { token: author.token });
  await eventually(() => actions(page).count()).toBe(2);
  const tab = await openTab(page, "/");
  await logoutButton(tab).click();
  await loginLink(page).waitFor();
  expect(await actions(page).count()).toBe(0);
});

it.each([true, false])(
  "shows HTML in a post as it was typed and links only its web addresses (JavaScript %s)",
  async (javaScriptEnabled) => {
    const author = await signUp(inkwell);
    const content = `One\n\n${HOSTILE}\nhttps://example.com/a?b=1&c=2 http://example.org/x.\njavascript:alert(1)`;
    const { id } = await publish(inkwell, author, { title: HOSTILE, content });
    const page = await visit(`/posts/${id}`, {
      javaScriptEnabled,
      before: (context) =>
        context.addInitScript(() => (window.alert = () => console.error("alert was called"))),
    });
    expect(await article(page).getByRole("heading", { level: 1 }).innerText()).toBe(HOSTILE);
    expect(await article(page).innerText()).toContain(content.replace("&amp;", "&"));
    expect(await article(page).locator("b, script, [onerror]").count()).toBe(0);
    const links = await article(page)
      .getByRole("link")
      .evaluateAll((all: HTMLAnchorElement[]) =>
        all.map((link) => [link.innerText, link.getAttribute("href"), link.rel]),
      );
    const rel = "nofollow ugc noopener";
    expect(links).toEqual([
      [author.username, `/users/${author.id}/posts`, ""],
      ["https://example.com/a?b=1&c=2", "https://example.com/a?b=1&c=2", rel],
      ["http://example.org/x", "http://example.org/x", rel],
    ]);
  },
);

it("leads from the front page to the author's page and a post, with its description, without JavaScript", async () => {
  const author = await signUp(inkwell);
  const { id, title, content } = await publish(inkwell, author);
  const page = await visit("/", { javaScriptEnabled: false });
  const first = articlesBy(page, author.username);
  expect(await first.innerText()).toContain(content);
  await first.getByRole("link", { name: author.username }).click();
  await page.getByRole("heading", { level: 1, name: author.username }).waitFor();
  await page.getByRole("link", { name: title }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  const head = await page.evaluate(() => ({
    title: document.title,
    description: document.querySelector<HTMLMetaElement>("meta[name=description]")?.content,
    canonical: document.querySelector<HTMLLinkElement>("link[rel=canonical]")?.href,
  }));
  expect(head).toEqual({
    title: `${title} · Inkwell`,
    description: content,
    canonical: `${inkwell.url}/posts/${id}`,
  });
});

it("shows Markdown as elements, with notes and headings that can be reached, and scrolls wide tables by keyboard", async () => {
  const cells = "| a_long_cell_of_a_wide_table ".repeat(12);
  const content = `## Ink\n\nBlack[^1]\n\n${cells}\n${"|-".repeat(12)}\n${cells}\n\n[To the top](#ink)\n\n[^1]: Not a color.`;
  const { id } = await publish(inkwell, await signUp(inkwell), { content });
  const page = await visit(`/posts/${id}`);
  await article(page).getByRole("heading", { level: 3, name: "Ink" }).waitFor();
  const urlAfter = async (name: string) => {
    await article(page).getByRole("link", { name }).click();
    return new URL(page.url()).hash;
  };
  expect(await urlAfter("Footnote 1")).toBe("#note-1");
  expect(await page.locator(":target").innerText()).toContain("Not a color.");
  expect(await urlAfter("Back to reference 1")).toBe("#note-1-reference");
  expect(await urlAfter("To the top")).toBe("#text-ink");
  expect(await page.locator(":target").innerText()).toBe("Ink");

  const table = article(page).getByRole("group", { name: "Table" });
  await table.focus();
  await page.keyboard.press("ArrowRight");
  await eventually(() => table.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
});

it("prints only the article, dark on white", async () => {
  const { id, title, content } = await publish(inkwell, await signUp(inkwell));
  const page = await visit(`/posts/${id}`, { colorScheme: "dark" });
  await page.emulateMedia({ media: "print" });
  expect(await page.getByRole("banner").isVisible()).toBe(false);
  expect(await page.getByRole("contentinfo").isVisible()).toBe(false);
  const text = await page.evaluate(() => document.body.innerText);
  expect(text.trim()).toMatch(new RegExp(`^${title}[^]*${content}$`));
  const colors = await page.evaluate(() => {
    const { color } = getComputedStyle(document.querySelector(".prose p") ?? document.body);
    return [color, getComputedStyle(document.documentElement).backgroundColor];
  });
  expect(colors).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
});
