import { expect, it } from "vitest";
import { provideInkwell, provideOwnInkwell } from "../../support/inkwell";
import { provideBrowser } from "../../support/page";
import { publish } from "../../support/posts";
import { signUp } from "../../support/users";

const SITE_URL = "https://blog.example";
const named = provideOwnInkwell({ env: { SITE_URL } });
const unnamed = provideInkwell();
const visit = provideBrowser(named);
const visitUnnamed = provideBrowser(unnamed);

it("leads to the feeds of the site and of an author", async () => {
  const author = await signUp(named);
  await publish(named, author);
  const page = await visit(`/users/${author.id}/posts`);
  const hrefOf = async (within: "main" | "contentinfo") =>
    page.getByRole(within).getByRole("link", { name: "Feed" }).getAttribute("href");
  expect(await hrefOf("contentinfo")).toBe("/feed.xml");
  const own = await hrefOf("main");
  expect(own).toBe(`/users/${author.id}/feed.xml`);
  const content = await page.evaluate(async (path) => (await fetch(path)).text(), String(own));
  expect(content).toContain(`<id>${SITE_URL}${own}</id>`);
});

it("has the metadata of a post in the document that Chromium builds, and no error", async () => {
  const author = await signUp(named);
  const title = "</script><b>";
  const { id } = await publish(named, author, { title });
  const page = await visit(`/posts/${id}`);
  const json = await page.locator('script[type="application/ld+json"]').textContent();
  expect(JSON.parse(json ?? "")).toMatchObject({ headline: title });
  expect(await page.locator('link[rel="canonical"]').getAttribute("href")).toBe(`${SITE_URL}/posts/${id}`);
  expect(await page.locator('meta[property="og:image"]').count()).toBe(1);
});

it("does not lead to feeds without SITE_URL", async () => {
  const { id } = await publish(unnamed, await signUp(unnamed));
  const page = await visitUnnamed(`/posts/${id}`);
  expect(await page.getByRole("link", { name: "Feed" }).count()).toBe(0);
  expect(await page.locator('link[type="application/atom+xml"], meta[property="og:image"]').count()).toBe(0);
  const json = await page.locator('script[type="application/ld+json"]').textContent();
  expect(JSON.parse(json ?? "")).not.toHaveProperty("mainEntityOfPage");
});
