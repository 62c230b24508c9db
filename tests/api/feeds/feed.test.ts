import { parseAtomFeed } from "feedsmith";
import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { execute, insertPosts } from "../../support/database";
import { provideInkwell, provideOwnInkwell } from "../../support/inkwell";
import { requestPage, type PageResponse } from "../../support/page-response";
import { addPosts, publish, type TestPost } from "../../support/posts";
import { signUp, type Author } from "../../support/users";
import { expectWellFormed } from "../../support/xml";

const SITE_URL = "https://blog.example";
const SITE_NAME = "Ink & <b>Quill</b>";
const server = provideOwnInkwell({ env: { SITE_URL, SITE_NAME } });
const uncached = provideOwnInkwell({ env: { SITE_URL, SITE_NAME, PAGE_CACHE: "off" } });
const withoutUrl = provideInkwell();

let author: Author;
let other: Author;
let posts: TestPost[];

beforeAll(async () => {
  author = await signUp(server);
  other = await signUp(server);
  await addPosts(server, other, 3);
  posts = await addPosts(server, author, 21);
});

/** Returns a feed, which must be well-formed, as a library reads it. */
async function readFeed(path: string, from: { port: number } = server) {
  const response = await requestPage(from, path);
  expect(response.status).toBe(200);
  await expectWellFormed(response.text);
  return parseAtomFeed(response.text);
}

it("the feed of the site has the newest 20 posts with their authors", async () => {
  const { entries = [], ...feed } = await readFeed("/feed.xml");
  expect(feed).toMatchObject({
    id: `${SITE_URL}/feed.xml`,
    title: { value: SITE_NAME },
    updated: posts[0]?.date_posted,
    links: [
      { rel: "self", type: "application/atom+xml", href: `${SITE_URL}/feed.xml` },
      { rel: "alternate", type: "text/html", href: `${SITE_URL}/` },
    ],
  });
  expect(entries).toEqual(
    posts.slice(0, 20).map((post) => ({
      id: `${SITE_URL}/posts/${post.id}`,
      title: { value: post.title },
      links: [{ rel: "alternate", type: "text/html", href: `${SITE_URL}/posts/${post.id}` }],
      authors: [{ name: author.username, uri: `${SITE_URL}/users/${author.id}/posts` }],
      published: post.date_posted,
      updated: post.date_posted,
      content: expect.objectContaining({ value: `<p dir="auto">${post.content}</p>`, type: "html" }),
    })),
  );
});

it("the feed of an author has the posts of the author only", async () => {
  const path = `/users/${other.id}/feed.xml`;
  const { entries = [], title, links } = await readFeed(path);
  expect(title).toEqual({ value: `${other.username} · ${SITE_NAME}` });
  expect(links?.map(({ href }) => href)).toEqual([SITE_URL + path, `${SITE_URL}/users/${other.id}/posts`]);
  expect(entries.map(({ authors }) => authors?.[0]?.name)).toEqual(Array(3).fill(other.username));
});

it("the feed of an author without posts is empty and valid", async () => {
  const { id } = await signUp(server);
  const { entries, updated } = await readFeed(`/users/${id}/feed.xml`);
  expect({ entries, updated }).toEqual({ entries: undefined, updated: "1970-01-01T00:00:00.000Z" });
});

it.each([
  "/users/2000000000/feed.xml",
  "/users/99999999999/feed.xml",
  "/users/0/feed.xml",
  "/users/x/feed.xml",
])("%s, of an author who does not exist, is 404", async (path) => {
  for (const target of [server, uncached]) expect((await requestPage(target, path)).status).toBe(404);
});

it.each(["/feed.xml", "/users/1/feed.xml"])("%s is 404 without SITE_URL", async (path) => {
  expect((await requestPage(withoutUrl, path)).status).toBe(404);
});

const HOSTILE =
  "</title><script>alert(1)</script> & \"quoted\" 'single' ]]> <![CDATA[ --> \u0085 \u200F 😀 é";

it("what people write reaches the reader as they wrote it, and no script does", async () => {
  const writer = await signUp(server);
  const content = `${HOSTILE}\n\n[a](/b?c&d) [e](#f) <img src=x onerror=alert(1)>`;
  const { id } = await publish(server, writer, { title: HOSTILE, content });
  const { entries } = await readFeed(`/users/${writer.id}/feed.xml`);
  const [{ title, content: html } = {}] = entries ?? [];
  expect(title?.value).toBe(HOSTILE);
  expect(html?.value).toContain("&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; ");
  expect(html?.value).toContain(`href="${SITE_URL}/b?c&amp;d"`);
  expect(html?.value).toContain(`href="${SITE_URL}/posts/${id}#text-f"`);
  expect(html?.value).not.toMatch(/<script|<img|javascript:/);
});

it("replaces characters that XML forbids, which a database can hold", async () => {
  const writer = await signUp(server);
  const forbidden = "a\u0001b\u001Fc\uFFFEd\uFFFFe";
  await insertPosts(server, [{ title: forbidden, content: forbidden, user_id: writer.id }]);
  await execute(server, "UPDATE users SET username = ? WHERE id = ?", forbidden, writer.id);
  const { entries, title } = await readFeed(`/users/${writer.id}/feed.xml`);
  const replaced = "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe";
  expect(title?.value).toContain(replaced);
  expect(entries?.[0]).toMatchObject({
    title: { value: replaced },
    authors: [{ name: replaced }],
    content: { value: `<p dir="auto">${replaced}</p>` },
  });
});

it("20 posts of the largest size are all in the feed, in full", async () => {
  const writer = await signUp(server);
  const rows = Array.from({ length: 20 }, () => ({
    title: "Long",
    content: "é & ".repeat(12_500),
    user_id: writer.id,
  }));
  await insertPosts(server, rows);
  const { entries = [] } = await readFeed(`/users/${writer.id}/feed.xml`);
  expect(entries.map(({ content }) => content?.value?.match(/é/g)?.length)).toEqual(Array(20).fill(12_500));
});

describe.each([
  ["from memory", server],
  ["with PAGE_CACHE=off", uncached],
])("a feed %s", (_how, target) => {
  const path = "/feed.xml";
  const expectHeaders = ({ headers }: PageResponse) =>
    expect(headers).toMatchObject({
      "content-type": "application/atom+xml; charset=utf-8",
      "cache-control": "no-cache",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      vary: expect.stringMatching(/accept-encoding/i) as unknown,
      etag: expect.stringMatching(/^"[^"]+"$/) as unknown,
    });

  beforeAll(async () => {
    await publish(target, await signUp(target), { content: "A long text. ".repeat(200) });
  });

  it.each(["identity", "gzip", "br"])("is not sent again to a client that has it in %s", async (encoding) => {
    const accepted = { "accept-encoding": encoding };
    const first = await requestPage(target, path, accepted);
    expectHeaders(first);
    const again = { ...accepted, "if-none-match": String(first.headers.etag) };
    const second = await requestPage(target, path, again);
    expect([second.status, second.body.length]).toEqual([304, 0]);
    expect(second.headers.etag).toBe(first.headers.etag);
    expect((await requestPage(target, path, { ...again, "if-none-match": '"other"' })).status).toBe(200);
  });

  it("is compressed", async () => {
    const { headers } = await requestPage(target, path, { "accept-encoding": "gzip" });
    expect(headers["content-encoding"]).toBe("gzip");
  });

  it("responds to HEAD without a body", async () => {
    const response = await requestPage(target, path, {}, "HEAD");
    expect([response.status, response.body.length]).toEqual([200, 0]);
    expectHeaders(response);
  });

  it("accepts no other method", async () => {
    const response = await requestPage(target, path, {}, "PUT");
    expect([response.status, response.headers.allow]).toEqual([405, "GET, HEAD, POST"]);
  });
});

it("a post that is published, renamed or deleted changes the next feed", async () => {
  const newest = async () => (await readFeed("/feed.xml")).entries?.[0]?.title?.value;
  const before = await newest();
  const { id, title } = await publish(server, author);
  expect(await newest()).toBe(title);
  const { token } = author;
  const renamed = await call(server, "PATCH", `/api/posts/${id}`, { token, json: { title: "Renamed" } });
  expect(await newest()).toBe("Renamed");
  const { date_edited } = renamed.body as TestPost;
  const feed = await readFeed("/feed.xml");
  expect([feed.updated, feed.entries?.[0]?.updated]).toEqual([date_edited, date_edited]);
  await call(server, "DELETE", `/api/posts/${id}`, { token });
  expect(await newest()).toBe(before);
});
