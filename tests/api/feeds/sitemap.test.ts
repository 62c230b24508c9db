import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { execute } from "../../support/database";
import { provideInkwell, provideOwnInkwell } from "../../support/inkwell";
import { requestPage } from "../../support/page-response";
import { addPosts, type TestPost } from "../../support/posts";
import { signUp } from "../../support/users";
import { readSitemap } from "../../support/xml";

const SITE_URL = "https://blog.example";
const small = provideOwnInkwell({ env: { SITE_URL } });
const large = provideOwnInkwell({ env: { SITE_URL } });
const withoutUrl = provideInkwell();

async function read(server: { port: number }, path: string): Promise<string[]> {
  const { status, text, headers } = await requestPage(server, path);
  expect([status, headers["content-type"]]).toEqual([200, "application/xml; charset=utf-8"]);
  return readSitemap(text);
}

describe("the sitemap of a small site", () => {
  it("has the front page only while there are no posts", async () => {
    expect(await read(small, "/sitemap.xml")).toEqual([`${SITE_URL}/`]);
  });

  it("has the authors and the posts with their dates, and follows every change", async () => {
    const author = await signUp(small);
    await signUp(small); // writes nothing
    const [second, first] = await addPosts(small, author, 2);
    const urls = ["/", `/users/${author.id}/posts`, `/posts/${first?.id}`, `/posts/${second?.id}`];
    expect(await read(small, "/sitemap.xml")).toEqual(urls.map((path) => SITE_URL + path));
    const { text, headers } = await requestPage(small, "/sitemap.xml");
    expect(text).toContain(`/posts/${first?.id}</loc><lastmod>${first?.date_posted}</lastmod>`);
    const known = { "if-none-match": String(headers.etag) };
    expect((await requestPage(small, "/sitemap.xml", known)).status).toBe(304);
    const { token } = author;
    const edited = await call(small, "PATCH", `/api/posts/${first?.id}`, { token, json: { title: "New" } });
    const { date_edited } = edited.body as TestPost;
    expect((await requestPage(small, "/sitemap.xml")).text).toContain(
      `/posts/${first?.id}</loc><lastmod>${date_edited}</lastmod>`,
    );
    await call(small, "DELETE", `/api/posts/${first?.id}`, { token });
    expect((await requestPage(small, "/sitemap.xml", known)).status).toBe(200);
    expect(await read(small, "/sitemap.xml")).not.toContain(`${SITE_URL}/posts/${first?.id}`);
  });
});

describe("the sitemap of a site with 100,001 posts", () => {
  beforeAll(async () => {
    const { id } = await signUp(large);
    await execute(
      large,
      `INSERT INTO posts (title, content, user_id, date_posted)
       WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 100001)
       SELECT 'Title', 'Text', ${id}, '2026-11-28 12:00:00' FROM numbers`,
    );
  });

  it("is an index of parts that together have every post once", async () => {
    const parts = await read(large, "/sitemap.xml");
    const paths = ["site", "authors-1", "posts-1", "posts-2", "posts-3"].map(
      (name) => `/sitemap/${name}.xml`,
    );
    expect(parts).toEqual(paths.map((path) => SITE_URL + path));
    const urls = [];
    for (const path of paths) urls.push(...(await read(large, path)));
    expect(urls.slice(0, 2)).toEqual([`${SITE_URL}/`, `${SITE_URL}/users/1/posts`]);
    expect(urls.slice(2)).toEqual(
      Array.from({ length: 100_001 }, (_, index) => `${SITE_URL}/posts/${index + 1}`),
    );
  });

  it("is an index without the parts whose posts are deleted", async () => {
    await execute(large, "UPDATE posts SET id = 2147483647 WHERE id = 100001");
    await execute(large, "DELETE FROM posts WHERE id BETWEEN 2 AND 50000");
    expect(await read(large, "/sitemap.xml")).toContain(`${SITE_URL}/sitemap/posts-42950.xml`);
    expect(await read(large, "/sitemap/posts-1.xml")).toEqual([`${SITE_URL}/posts/1`]);
    expect(await read(large, "/sitemap/posts-42950.xml")).toEqual([`${SITE_URL}/posts/2147483647`]);
    await execute(large, "DELETE FROM posts WHERE id = 1");
    const parts = ["site", "authors-1", "posts-2", "posts-42950"];
    expect(await read(large, "/sitemap.xml")).toEqual(parts.map((name) => `${SITE_URL}/sitemap/${name}.xml`));
  });

  it.each([
    "posts-1",
    "posts-3",
    "posts-42951",
    "posts-99999",
    "authors-2",
    "posts-0",
    "posts",
    "pages-1",
    "x",
  ])("has no part %s", async (name) => {
    expect((await requestPage(large, `/sitemap/${name}.xml`)).status).toBe(404);
  });
});

it.each(["/sitemap.xml", "/sitemap/site.xml", "/sitemap/posts-1.xml"])(
  "%s is 404 without SITE_URL",
  async (path) => {
    expect((await requestPage(withoutUrl, path)).status).toBe(404);
  },
);

describe("robots.txt", () => {
  it("lets crawlers read the pages, and not what belongs to single people", async () => {
    const { status, headers, text } = await requestPage(withoutUrl, "/robots.txt");
    expect([status, headers["content-type"]]).toEqual([200, "text/plain"]);
    const rules = text.split("\n");
    expect(rules.slice(0, 2)).toEqual(["User-Agent: *", "Allow: /"]);
    for (const path of ["/api", "/account", "/new", "/drafts", "/posts/*/edit"])
      expect(rules).toContain(`Disallow: ${path}`);
    expect(text).not.toContain("Sitemap");
  });

  it("names the sitemap", async () => {
    const { text } = await requestPage(small, "/robots.txt");
    expect(text.trimEnd().split("\n").at(-1)).toBe(`Sitemap: ${SITE_URL}/sitemap.xml`);
  });
});
