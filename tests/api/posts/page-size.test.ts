import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { insertPosts } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import { nextPage, postsOf, readPages } from "../../support/posts";
import { addUser, type TestUser } from "../../support/users";

const PAGE_MAX_BYTES = 512 * 1024;

const server = provideOwnInkwell();
let ada: TestUser;
let bob: TestUser;

/** The texts of 60 posts by two authors, oldest first: long, short and one-character texts in changing order. */
const TEXTS = Array.from({ length: 60 }, (_, index) => {
  const length = [50_000, 10, 1_000, 50_000, 30_000, 1][(index * 7 + Math.floor(index / 6)) % 6] ?? 1;
  return (index % 4 === 0 ? "a" : "€").repeat(length);
});

beforeAll(async () => {
  ada = await addUser(server);
  bob = await addUser(server);
  const toPost = (content: string, index: number) => ({
    title: `Post ${index}`,
    content,
    user_id: index % 3 === 0 ? bob.id : ada.id,
    date_posted: new Date(),
  });
  await insertPosts(server, TEXTS.map(toPost));
});

const sizeOf = (posts: { content: string }[]) =>
  posts.reduce((total, { content }) => total + Buffer.byteLength(content), 0);

const LISTS: [string, () => string, () => string[]][] = [
  ["/api/posts", () => "/api/posts", () => TEXTS],
  [
    "/api/users/{id}/posts",
    () => `/api/users/${ada.id}/posts`,
    () => TEXTS.filter((_, index) => index % 3 !== 0),
  ],
];

describe.each(LISTS)("%s", (_path, toPath, toTexts) => {
  it.each([1, 7, 20, 100])(
    "splits long texts over more pages of up to %d posts without skipping or repeating one",
    async (limit) => {
      const pages = await readPages(server, `${toPath()}?limit=${limit}`);
      expect(pages.flat().map(({ content }) => content)).toEqual(toTexts().toReversed());
      for (const [index, page] of pages.entries()) {
        expect(page.length).toBeGreaterThan(0);
        expect(page.length).toBeLessThanOrEqual(limit);
        expect(sizeOf(page)).toBeLessThanOrEqual(PAGE_MAX_BYTES);
        // A page ends early only if the next post does not fit.
        const next = pages[index + 1]?.[0];
        if (next && page.length < limit) expect(sizeOf([...page, next])).toBeGreaterThan(PAGE_MAX_BYTES);
      }
    },
  );
});

it("links from a page that ended early to the next one, with the same limit", async () => {
  const response = await call(server, "GET", "/api/posts?limit=100");
  expect(postsOf(response).length).toBeLessThan(60);
  expect(nextPage(response)).toMatch(/^\/api\/posts\?limit=100&cursor=/);
});
