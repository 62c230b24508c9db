import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideOwnInkwell } from "../../support/inkwell";
import { nextPage, postsOf, publish, readPages, type TestPost } from "../../support/posts";
import { expectProblem } from "../../support/problems";
import { signUp, type Author } from "../../support/users";

const server = provideOwnInkwell();
let author: Author;
const byTitle: TestPost[] = [];
const byText: TestPost[] = [];

const pathOf = (q: string, rest = "") => `/api/posts?q=${encodeURIComponent(q)}${rest}`;
const search = (q: string) => call(server, "GET", pathOf(q));

beforeAll(async () => {
  author = await signUp(server);
  for (let index = 0; index < 4; index += 1) {
    byTitle.unshift(await publish(server, author, { title: `Zebra ${index}` }));
    byText.unshift(await publish(server, author, { content: `A text about zebras ${index}.` }));
  }
});

it("finds posts with the word in the title first, then those with it in the text, each newest first", async () => {
  expect(postsOf(await search("ZEBR"))).toEqual([...byTitle, ...byText]);
});

it.each([1, 3, 4, 7])(
  "splits a search over pages of %d posts without skipping or repeating one",
  async (limit) => {
    const pages = await readPages(server, pathOf("zebr", `&limit=${limit}`));
    expect(pages.flat()).toEqual([...byTitle, ...byText]);
  },
);

it("skips and repeats no post while others are published and deleted", async () => {
  const first = await call(server, "GET", pathOf("zebr", "&limit=5"));
  const added = await publish(server, author, { title: "Zebra, the newest" });
  const rest = await call(server, "GET", nextPage(first) ?? "");
  expect([...postsOf(first), ...postsOf(rest)]).toEqual([...byTitle, ...byText]);
  expect(postsOf(await search("newest zebra"))).toEqual([added]);
  await call(server, "DELETE", `/api/posts/${added.id}`, { token: author.token });
  expect(postsOf(await search("newest zebra"))).toEqual([]);
});

it("rejects a cursor of another search and of the list of all posts", async () => {
  for (const path of [pathOf("text", "&limit=1"), "/api/posts?limit=1"]) {
    const link = nextPage(await call(server, "GET", path)) ?? "";
    const cursor = new URL(link, server.url).searchParams.get("cursor") ?? "";
    expect(cursor).not.toBe("");
    expectProblem(await call(server, "GET", pathOf("zebr", `&cursor=${cursor}`)), "validation-error", {
      errors: [{ parameter: "cursor", detail: expect.any(String), code: "unknown-cursor" }],
    });
  }
});

it("answers 304 to a client that has the result", async () => {
  const { etag = "" } = await search("zebr");
  const again = await call(server, "GET", pathOf("zebr"), { headers: { "If-None-Match": etag } });
  expect(again.status).toBe(304);
});

describe("takes as text, and finds nothing without a word:", () => {
  it.each([
    '"()"',
    "***",
    "AND",
    "\0",
    "' OR 1=1 --",
    '"zebra',
    "title:zebra NOT",
    "a*b^c{d}",
    "🎈",
    "\ue000",
    "&|!<->",
  ])("%j", async (q) => {
    expect((await search(q)).status).toBe(200);
    if (!/[a-z]/i.test(q)) expect(postsOf(await search(q))).toEqual([]);
  });
});

it("accepts 200 characters of any kind, and no more", async () => {
  for (const q of [
    "a".repeat(200),
    "a b ".repeat(50),
    "漢".repeat(200),
    "🎈".repeat(200),
    Array.from({ length: 100 }, (_, i) => String.fromCodePoint(0x61 + (i % 26))).join(" "),
  ])
    expect((await search(q)).status, q).toBe(200);
  for (const q of ["", "a".repeat(201)])
    expectProblem(await search(q), "validation-error", {
      errors: [{ parameter: "q", detail: expect.any(String), code: expect.any(String) }],
    });
  expect((await call(server, "GET", "/api/posts?q=%ff%ed%a0%80")).status).toBe(200);
});
