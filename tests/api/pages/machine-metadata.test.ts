import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { readPage } from "../../support/html";
import { provideInkwell, provideOwnInkwell } from "../../support/inkwell";
import { requestPage } from "../../support/page-response";
import { publish, type TestPost } from "../../support/posts";
import { signUp, type Author } from "../../support/users";

const SITE_URL = "https://blog.example";
const SITE_NAME = "Ink & Quill";
const HOSTILE = '</script><script>alert("1")</script> <!-- $& \u2028';
const named = provideOwnInkwell({ env: { SITE_URL, SITE_NAME } });
const unnamed = provideInkwell();

/** What a page tells programs. */
interface Told {
  meta: Record<string, string>;
  feeds: { title: string | undefined; href: string | undefined }[];
  jsonLd: unknown;
  text: string;
}

async function readTold(server: { port: number }, path: string): Promise<Told> {
  const { text } = await requestPage(server, path);
  const { meta, linkElements } = readPage(text);
  const [, json] = /<script type="application\/ld\+json">([^]*?)<\/script>/.exec(text) ?? [];
  return {
    meta,
    feeds: linkElements
      .filter(({ rel, type }) => rel === "alternate" && type === "application/atom+xml")
      .map(({ title, href }) => ({ title, href })),
    jsonLd: json === undefined ? undefined : JSON.parse(json),
    text,
  };
}

const authorPath = ({ id }: Author) => `/users/${id}/posts`;

describe("a post, with SITE_URL", () => {
  let author: Author;
  let post: TestPost;

  beforeAll(async () => {
    author = await signUp(named);
    post = await publish(named, author, { title: HOSTILE, content: `*What* ${HOSTILE}` });
  });

  it("describes itself in JSON-LD, whatever is in its text", async () => {
    const { jsonLd } = await readTold(named, `/posts/${post.id}`);
    expect(jsonLd).toEqual({
      "@context": "https://schema.org",
      "@type": "BlogPosting",
      headline: post.title,
      description: expect.stringContaining("What </script>") as unknown,
      datePublished: post.date_posted,
      dateModified: post.date_posted,
      mainEntityOfPage: `${SITE_URL}/posts/${post.id}`,
      image: expect.stringMatching(
        /^https:\/\/blog\.example\/_next\/static\/media\/social\S+\.png/,
      ) as unknown,
      author: { "@type": "Person", name: author.username, url: SITE_URL + authorPath(author) },
      publisher: { "@type": "Organization", name: SITE_NAME, url: `${SITE_URL}/` },
    });
  });

  it("has a preview with the picture of the site and the dates of the post", async () => {
    const { token } = author;
    const answer = await call(named, "PATCH", `/api/posts/${post.id}`, {
      token,
      json: { content: "Edited" },
    });
    const { date_edited } = answer.body as TestPost;
    const { meta, jsonLd } = await readTold(named, `/posts/${post.id}`);
    expect(meta).toMatchObject({
      "og:title": post.title,
      "og:description": "Edited",
      "og:type": "article",
      "og:site_name": SITE_NAME,
      "og:url": `${SITE_URL}/posts/${post.id}`,
      "og:image:width": "1200",
      "og:image:height": "630",
      "article:published_time": post.date_posted,
      "article:modified_time": date_edited,
      "article:author": SITE_URL + authorPath(author),
      "twitter:card": "summary_large_image",
      "twitter:title": post.title,
      "twitter:description": "Edited",
    });
    expect(jsonLd).toMatchObject({ dateModified: date_edited });
  });

  it("the picture of the site is a PNG that browsers keep", async () => {
    const { meta } = await readTold(named, "/");
    const { origin, pathname, search } = new URL(meta["og:image"] ?? "");
    expect(origin).toBe(SITE_URL);
    const { status, headers } = await requestPage(named, pathname + search);
    expect([status, headers["content-type"], headers["cache-control"]]).toEqual([
      200,
      "image/png",
      "public, max-age=31536000, immutable",
    ]);
  });

  it("announces its feeds, and so do the front page and the author's page", async () => {
    const ofSite = { title: SITE_NAME, href: `${SITE_URL}/feed.xml` };
    const title = `${author.username} · ${SITE_NAME}`;
    const ofAuthor = { title, href: `${SITE_URL}/users/${author.id}/feed.xml` };
    expect((await readTold(named, "/")).feeds).toEqual([ofSite]);
    for (const path of [`/posts/${post.id}`, authorPath(author)])
      expect((await readTold(named, path)).feeds).toEqual([ofAuthor, ofSite]);
  });
});

it("without SITE_URL a post says all of that except addresses, and no page leads to a feed", async () => {
  const author = await signUp(unnamed);
  const post = await publish(unnamed, author);
  const { meta, jsonLd } = await readTold(unnamed, `/posts/${post.id}`);
  expect(meta).toMatchObject({ "og:type": "article", "article:published_time": post.date_posted });
  for (const name of ["og:url", "og:image", "twitter:image", "article:author"])
    expect(meta).not.toHaveProperty(name);
  expect(jsonLd).toEqual({
    "@context": "https://schema.org",
    "@type": "BlogPosting",
    headline: post.title,
    description: post.content,
    datePublished: post.date_posted,
    dateModified: post.date_posted,
    author: { "@type": "Person", name: author.username },
    publisher: { "@type": "Organization", name: "Inkwell" },
  });
  for (const path of ["/", `/posts/${post.id}`, authorPath(author)]) {
    const { feeds, text } = await readTold(unnamed, path);
    expect(feeds).toEqual([]);
    expect(text).not.toContain("feed.xml");
  }
});

it("pages have icons for browsers and phones that do not show SVG", async () => {
  const { text } = await requestPage(unnamed, "/");
  const icons = readPage(text).linkElements.filter(({ rel }) => rel?.endsWith("icon"));
  expect(icons.map(({ sizes }) => sizes)).toEqual(["any", "32x32", "192x192", "180x180"]);
  for (const { href = "", type = "image/png" } of icons) {
    const { status, headers } = await requestPage(unnamed, href);
    expect([status, headers["content-type"]]).toEqual([200, type]);
  }
});
