import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideOwnInkwell } from "../../support/inkwell";
import { addPosts, publish } from "../../support/posts";
import { signUp } from "../../support/users";

const server = provideOwnInkwell();

beforeAll(async () => {
  const author = await signUp(server);
  await publish(server, author, {
    title: "Un café <b>noir</b>",
    content: `${"word ".repeat(200)}needle at last`,
  });
  await addPosts(server, author, 1);
});

const open = (query: string) => call(server, "GET", `/search${query}`);
const search = (q: string) => open(`?${new URLSearchParams({ q }).toString()}`);

describe("the search page", () => {
  it("has a form and no results without a query, and search engines leave it out", async () => {
    const { status, text } = await open("");
    expect(status).toBe(200);
    expect(text).toContain('<meta name="robots" content="noindex"/>');
    expect(text).not.toContain("No posts found");
  });

  it("marks a word in the title whatever its case and accents, and escapes the rest", async () => {
    const { text } = await search("CAFE");
    expect(text).toContain('Un <mark class="found">café</mark> &lt;b&gt;noir&lt;/b&gt;');
  });

  it("shows the text around a word that is far from the start", async () => {
    expect((await search("need")).text).toMatch(/…[^<]*<mark class="found">needle<\/mark> at last/);
  });

  it("escapes a hostile query", async () => {
    const { status, text } = await search('"><script>alert(1)</script>');
    expect(status).toBe(200);
    expect(text).not.toContain("<script>alert(1)");
    expect(text).toContain("No posts found");
  });

  it("explains a query that is too long, and keeps it in the form", async () => {
    const { status, text } = await search("x".repeat(201));
    expect(status).toBe(200);
    expect(text).toContain("That is too long");
    expect(text).toContain(`value="${"x".repeat(201)}"`);
  });

  it("does not exist for an unknown cursor", async () => {
    expect((await open("?q=cafe&cursor=x")).status).toBe(404);
  });

  it("is not stored", async () => {
    const { headers } = await search("cafe");
    expect(headers).not.toHaveProperty("etag");
    expect(headers["cache-control"]).toContain("no-store");
  });
});
