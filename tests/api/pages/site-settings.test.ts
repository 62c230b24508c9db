import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { readPage } from "../../support/html";
import { provideInkwell, provideOwnInkwell } from "../../support/inkwell";
import { callRaw } from "../../support/open-request";
import { publish, type TestPost } from "../../support/posts";
import { signUp, type Author } from "../../support/users";

const SITE = {
  name: "Ink & <b>Quill</b>",
  description: "Notes of two “birds”.",
  url: "https://blog.example",
};
const named = provideOwnInkwell({
  env: {
    SITE_URL: SITE.url,
    SITE_NAME: SITE.name,
    SITE_DESCRIPTION: SITE.description,
    TRUSTED_PROXY_HOPS: "1",
  },
});
const behindProxy = provideOwnInkwell({ env: { TRUSTED_PROXY_HOPS: "1" } });
const unnamed = provideInkwell();
let author: Author;
let post: TestPost;

beforeAll(async () => {
  author = await signUp(named);
  post = await publish(named, author);
});

/** Where a request says that it was sent to. No page may repeat it. */
const ELSEWHERE = {
  Host: "host.example",
  "X-Forwarded-Host": "forwarded.example",
  "X-Forwarded-Proto": "https",
};

/** Every kind of page, with its title. */
const PAGES: [string, string | undefined][] = [
  ["/", undefined],
  ["/posts/1", "post"],
  ["/users/1/posts", "author"],
  ["/search", "Search"],
  ["/docs", "The API"],
  ["/docs/errors", "API errors"],
  ["/login", "Log in"],
  ["/register", "Register"],
  ["/forgot-password", "Forgot your password?"],
  ["/reset-password", "New password"],
  ["/verify-email", "Confirm your email"],
  ["/undo-email-change", "Undo the change of your email"],
  ["/account", "Account"],
  ["/no-such-page", "Page not found"],
];

describe.each(PAGES)("with the site's settings, %s", (path, fixedTitle) => {
  it("shows the name of the site and nothing of the product's, wherever the request came from", async () => {
    const { text } = await callRaw(named, "GET", path, ELSEWHERE);
    const { title, texts, meta } = readPage(text);
    const own = { post: post.title, author: author.username }[fixedTitle ?? ""] ?? fixedTitle;
    expect(title).toBe(own === undefined ? SITE.name : `${own} · ${SITE.name}`);
    expect(texts("header")[0]).toContain(SITE.name);
    expect(texts("footer").join()).toContain(SITE.name);
    expect(text).not.toContain("Inkwell");
    expect(text).not.toMatch(/host\.example|forwarded\.example|127\.0\.0\.1|localhost/);
    if (meta["og:title"] !== undefined) expect(meta["og:site_name"]).toBe(SITE.name);
  });
});

it.each(["/", "/posts/1", "/users/1/posts", "/docs", "/docs/errors"])(
  "SITE_URL is the origin of the canonical URL and of og:url of %s",
  async (path) => {
    const { meta, canonical } = readPage((await callRaw(named, "GET", path, ELSEWHERE)).text);
    const urls = [canonical, meta["og:url"]].map((url) => new URL(url ?? "").href);
    expect(urls).toEqual(Array(2).fill(SITE.url + path));
  },
);

it("the description is the headline of the front page and its description for search engines", async () => {
  const { texts, meta } = readPage((await call(named, "GET", "/")).text);
  expect(texts("h1")).toEqual([SITE.description]);
  expect([meta["description"], meta["og:description"]]).toEqual([SITE.description, SITE.description]);
});

it("the API document has the name of the site as its title", async () => {
  const { body } = await call(named, "GET", "/api/openapi.json");
  expect(body).toMatchObject({ info: { title: SITE.name }, servers: [{ url: "/" }] });
});

describe.each([
  ["directly", () => unnamed],
  ["through a proxy", () => behindProxy],
])("without SITE_URL, requested %s", (_how, server) => {
  it.each(PAGES)("%s contains no absolute URL of the site", async (path) => {
    const { text } = await callRaw(server(), "GET", path, ELSEWHERE);
    expect(text).not.toMatch(/host\.example|forwarded\.example|127\.0\.0\.1|localhost/);
    const { canonical, meta } = readPage(text);
    if (canonical !== undefined) expect(canonical).toBe(path);
    expect(meta).not.toHaveProperty("og:url");
  });
});
