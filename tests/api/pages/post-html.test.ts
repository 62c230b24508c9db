import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { readPage, type Page } from "../../support/html";
import { provideOwnInkwell } from "../../support/inkwell";
import { publish, addPosts } from "../../support/posts";
import { signUp, type Author } from "../../support/users";

const server = provideOwnInkwell();
let ada: Author;

beforeAll(async () => {
  ada = await signUp(server);
});

/** Opens a page as a browser without JavaScript does. */
async function open(path: string): Promise<Page> {
  const { status, headers, text } = await call(server, "GET", path);
  expect(status, text.slice(0, 300)).toBe(200);
  expect(headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(text).not.toContain(ada.email);
  return readPage(text);
}

describe("the title, description, canonical URL and Open Graph tags", () => {
  const OG = { "og:site_name": "Inkwell" };

  it("describe the home page", async () => {
    const { title, meta, canonical } = await open("/");
    expect(title).toBe("Inkwell");
    expect(meta).toMatchObject({
      ...OG,
      "og:title": "Inkwell",
      "og:description": meta["description"],
      "og:type": "website",
    });
    expect(meta["description"]).toMatch(/\S/);
    expect(canonical).toBe("/");
    expect(meta).not.toHaveProperty("og:url");
  });

  it("describe a post", async () => {
    const { id } = await publish(server, ada, { title: "On ink", content: "*It*\n\n dries. ".repeat(100) });
    const { title, meta, canonical, texts } = await open(`/posts/${id}`);
    expect(title).toBe("On ink · Inkwell");
    expect(meta).toMatchObject({
      ...OG,
      description: expect.stringMatching(/^It dries\. .{200,280}…$/) as string,
      "og:title": "On ink",
      "og:description": meta["description"],
      "og:type": "article",
    });
    expect(canonical).toBe(`/posts/${id}`);
    expect(texts("h1")).toEqual(["On ink"]);
  });

  it("describe an author's posts", async () => {
    const path = `/users/${ada.id}/posts`;
    const { title, meta, canonical, texts } = await open(path);
    expect(title).toBe(`${ada.username} · Inkwell`);
    expect(meta).toMatchObject({ ...OG, "og:title": ada.username });
    expect(meta["description"]).toContain(ada.username);
    expect(canonical).toBe(path);
    expect(texts("h1")).toEqual([ada.username]);
  });
});

it("without JavaScript, a post shows its whole text as Markdown with its URLs as links", async () => {
  const content = "# *Ink*\n\nOne,\nand https://example.com/a?b=1&c=2, and javascript:alert(1).\n\n> End.";
  const { id } = await publish(server, ada, { title: "Plain", content });
  const { texts, links } = await open(`/posts/${id}`);
  expect(texts("h2")[0]).toBe("Ink");
  expect(texts("article").join()).toContain(
    "One,and https://example.com/a?b=1&c=2, and javascript:alert(1).End.",
  );
  expect(links).toContain("https://example.com/a?b=1&c=2");
  expect(links.filter((link) => /^(?!\/|#|https:\/\/example\.com\/)/.test(link))).toEqual([]);
});

it.each([
  ["/", (): string => "/"],
  ["/users/{id}/posts", (id: number): string => `/users/${id}/posts`],
])("without JavaScript, %s links to every post, newest first, by shareable links", async (_path, toPath) => {
  const author = await signUp(server);
  const posts = await addPosts(server, author, 45);
  const first = toPath(author.id);
  const seen: string[] = [];
  for (let next: string | undefined = first; next !== undefined;) {
    const { texts, links, canonical }: Page = await open(next);
    expect(canonical).toBe(next);
    seen.push(...texts("h3"));
    next = links.find((link) => link.startsWith(`${first}?cursor=`));
  }
  expect(seen.slice(0, 45)).toEqual(posts.map(({ title }) => title));
  expect(new Set(seen).size).toBe(seen.length);
});

it("pages show new and changed posts at once, and no deleted ones", async () => {
  const post = await publish(server, ada, { title: "Short-lived" });
  const pages = ["/", `/users/${ada.id}/posts`, `/posts/${post.id}`];
  const { token } = ada;
  for (const page of pages) expect((await call(server, "GET", page)).text).toContain("Short-lived");
  await call(server, "PATCH", `/api/posts/${post.id}`, { token, json: { title: "Renamed anew" } });
  for (const page of pages) expect((await call(server, "GET", page)).text).toContain("Renamed anew");
  await call(server, "DELETE", `/api/posts/${post.id}`, { token });
  for (const page of pages) expect((await call(server, "GET", page)).text).not.toContain("Renamed anew");
});

describe("an unknown page", () => {
  it.each([
    ...["/posts/2000000000", "/posts/0", "/posts/abc", "/posts/1.0", "/posts/+1", "/posts/-1", "/posts/%201"],
    ...[
      "/posts/2147483648",
      `/posts/${"9".repeat(500)}`,
      "/posts/__proto__",
      "/posts/%3Cscript%3E",
      "/posts/1/2",
    ],
    ...[
      "/users/2000000000/posts",
      "/users/abc/posts",
      "/users/1.0/posts",
      "/users/2147483648/posts",
      "/users/me/posts",
    ],
    ...["/?cursor=", "/?cursor=x", "/?cursor=AAAA", `/?cursor=${"A".repeat(8_000)}`, "/?cursor=x&cursor=y"],
    ...["/users/1/posts?cursor=x", "/posts", "/users", "/users/1"],
  ])("has status 404: %s", async (path) => {
    const { status, headers, text } = await call(server, "GET", path);
    expect(status).toBe(404);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(readPage(text).title).toBe("Page not found · Inkwell");
    expect((await call(server, "HEAD", path)).status).toBe(404);
  });

  it.each([
    "/posts/%",
    "/posts/%ff",
    "/posts/%00",
    "/users/%00/posts",
    "/?cursor=%00",
    "/?cursor=%ff",
    "/?limit=abc",
  ])("does not cause a 5xx: %s", async (path) => {
    expect((await call(server, "GET", path)).status).toBeLessThan(500);
  });
});
