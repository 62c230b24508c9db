import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideOwnInkwell } from "../../support/inkwell";
import {
  expectNoContent,
  nextPage,
  postsOf,
  publish,
  addPosts,
  readPages,
  type TestPost,
} from "../../support/posts";
import { expectProblem, expectSuccess } from "../../support/problems";
import { addUser, signUp, type Author } from "../../support/users";

const server = provideOwnInkwell();
let ada: Author;
let bob: Author;
/** Newest first. */
let all: TestPost[];

const get = (path: string) => call(server, "GET", path);

it("an empty list of posts is an empty array without a Link header", async () => {
  expectSuccess(await get("/api/posts"), 200, []);
  const { id } = await addUser(server);
  expectSuccess(await get(`/api/users/${id}/posts`), 200, []);
  expect(nextPage(await get("/api/posts?limit=1"))).toBeUndefined();
});

describe("with 45 posts of two authors,", () => {
  beforeAll(async () => {
    ada = await signUp(server);
    bob = await signUp(server);
    all = [
      ...(await addPosts(server, ada, 2)),
      ...(await addPosts(server, bob, 1)),
      ...(await addPosts(server, ada, 42)),
    ].sort((a, b) => b.id - a.id);
  });

  const postsBy = (author: Author) => all.filter((post) => post.user_id === author.id);

  it.each([
    ["/api/posts", () => all, () => "/api/posts"],
    ["/api/users/{id}/posts", () => postsBy(ada), () => `/api/users/${ada.id}/posts`],
  ])("%s returns whole posts, newest first, 20 by default", async (_path, toPosts, toPath) => {
    const posts = toPosts();
    expectSuccess(await get(toPath()), 200, posts.slice(0, 20), {
      link: expect.stringMatching(
        new RegExp(`^<${toPath()}\\?limit=20&cursor=[A-Za-z0-9_-]+>; rel="next"$`),
      ) as string,
    });
    expect((await readPages(server, toPath())).map((page) => page.length)).toEqual([
      20,
      20,
      posts.length - 40,
    ]);
  });

  it.each([1, 2, 7, 20, 22, 44, 45, 46, 100])(
    "the list in pages of %d contains every post exactly once",
    async (limit) => {
      const pages = await readPages(server, `/api/posts?limit=${limit}`);
      expect(pages.flat()).toEqual(all);
      expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true);
      expect(pages).toHaveLength(Math.ceil(all.length / limit));
    },
  );

  it.each([1, 5, 43, 44, 45])(
    "an author's list in pages of %d contains every post exactly once",
    async (limit) => {
      const pages = await readPages(server, `/api/users/${ada.id}/posts?limit=${limit}`);
      expect(pages.flat()).toEqual(postsBy(ada));
      expect(pages).toHaveLength(Math.ceil(postsBy(ada).length / limit));
      expect((await readPages(server, `/api/users/${bob.id}/posts?limit=${limit}`)).flat()).toEqual(
        postsBy(bob),
      );
    },
  );

  it("a page links to the next one, with the same limit, only if there is one", async () => {
    expect(nextPage(await get("/api/posts?limit=45"))).toBeUndefined();
    const first = nextPage(await get("/api/posts?limit=44"));
    expect(first).toMatch(/\?limit=44&cursor=/);
    const second = await get(first ?? "");
    expect(postsOf(second)).toEqual(all.slice(44));
    expect(nextPage(second)).toBeUndefined();
  });

  it("a cursor can be used with another limit and without one", async () => {
    const next = nextPage(await get("/api/posts?limit=10")) ?? "";
    expect(postsOf(await get(next.replace("limit=10", "limit=3")))).toEqual(all.slice(10, 13));
    expect(postsOf(await get(next.replace("limit=10&", "")))).toEqual(all.slice(10, 30));
  });

  it("a cursor always returns the same page", async () => {
    const next = nextPage(await get("/api/posts?limit=10")) ?? "";
    expect((await get(next)).text).toBe((await get(next)).text);
  });

  it("HEAD returns the status and headers of GET without a body", async () => {
    for (const path of ["/api/posts", `/api/users/${ada.id}/posts`]) {
      const { headers } = await get(path);
      expect(await call(server, "HEAD", path)).toMatchObject({ status: 200, headers, text: "" });
    }
  });

  it("the posts of an unknown author get 404, whatever the query says", async () => {
    for (const id of [0, 2000000000, "2147483648", "9".repeat(40)]) {
      expectProblem(await get(`/api/users/${id}/posts`), "user-not-found", { detail: "User not found" });
    }
    expectProblem(await get("/api/users/2000000000/posts?limit=5&cursor=x"), "user-not-found");
  });

  it("deleting an account removes its posts from the list of all, and its own list gets 404", async () => {
    const carol = await signUp(server);
    await addPosts(server, carol, 3);
    expectNoContent(await call(server, "DELETE", `/api/users/${carol.id}`, { token: carol.token }));
    expectProblem(await get(`/api/users/${carol.id}/posts`), "user-not-found");
    expect((await readPages(server, "/api/posts?limit=9")).flat()).toEqual(all);
  });

  it("a new post comes first in the list of all and in its author's list only", async () => {
    const post = await publish(server, bob);
    expect(postsOf(await get("/api/posts?limit=1"))).toEqual([post]);
    expect(postsOf(await get(`/api/users/${bob.id}/posts?limit=1`))).toEqual([post]);
    expect(postsOf(await get(`/api/users/${ada.id}/posts?limit=1`))).toEqual(postsBy(ada).slice(0, 1));
  });
});
