import { beforeAll, describe, expect, it } from "vitest";
import { readUserRow } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { callRaw } from "../../support/open-request";
import { publish, type TestPost } from "../../support/posts";
import { signUp, type Author } from "../../support/users";

const server = provideInkwell();
let author: Author;
let post: TestPost;

beforeAll(async () => {
  author = await signUp(server);
  post = await publish(server, author);
});

const PAGES: [string, () => string][] = [
  ["the front page", () => "/"],
  ["a post", () => `/posts/${post.id}`],
  ["an author's posts", () => `/users/${author.id}/posts`],
];
const WAYS: [string, Record<string, string>][] = [
  ["a link", {}],
  ["a prefetch", { "Next-Router-Prefetch": "1", Purpose: "prefetch" }],
  ["a prefetch of a part", { "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": "/_tree" }],
];

/** Expects only public data, which no shared cache stores and no browser shows again without a request. */
async function expectPublicData({
  status,
  headers,
  text,
}: Awaited<ReturnType<typeof callRaw>>): Promise<void> {
  expect(status).toBe(200);
  expect(headers["cache-control"]).toMatch(/^private, no-cache\b/);
  const hash = (await readUserRow(server, author.id))?.password_hash ?? "";
  expect(hash).toContain("$argon2");
  for (const secret of [author.email, author.token, hash, "$argon2"]) expect(text).not.toContain(secret);
}

describe.each(PAGES)("%s reveals only the author's name and is in no shared cache", (_page, pathOf) => {
  it("as HTML", async () => {
    const answer = await callRaw(server, "GET", pathOf());
    await expectPublicData(answer);
    expect(answer.text).toContain(author.username);
  });

  it.each(WAYS)("as page data that %s fetches", async (_way, headers) => {
    const requestHeaders = { RSC: "1", ...headers };
    const { status, headers: redirect } = await callRaw(server, "GET", pathOf(), requestHeaders);
    expect([status, redirect["location"]]).toEqual([307, expect.stringMatching(/\?_rsc/)]);
    const answer = await callRaw(server, "GET", redirect["location"] ?? "", requestHeaders);
    await expectPublicData(answer);
    expect(answer.headers["content-type"]).toBe("text/x-component");
    if (_way === "a link") expect(answer.text).toContain(author.username);
  });
});
