import { expect, it } from "vitest";
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { toPublicPage } from "./public-page";

/** Returns a GET request. */
function get(url: string, headers: Record<string, string> = {}): IncomingMessage {
  return Object.assign(new IncomingMessage(new Socket()), { method: "GET", url, headers });
}

it.each([
  "/",
  "/?cursor=abc_-9",
  "/posts/1",
  "/posts/2147483647",
  "/users/7/posts",
  "/users/7/posts?cursor=abc",
  "/docs",
  "/docs/errors",
  "/login",
  "/register",
  "/feed.xml",
  "/users/7/feed.xml",
  "/sitemap.xml",
  "/sitemap/site.xml",
  "/sitemap/posts-1.xml",
  "/sitemap/authors-12345.xml",
  "/robots.txt",
  "/forgot-password",
])("%s is a public page", (target) => {
  expect(toPublicPage(get(target, { cookie: "x" }))).toEqual({ target, headers: {} });
});

it.each([
  "",
  "/?",
  "/?cursor=",
  "/?cursor=a&cursor=b",
  "/?cursor=a&x=1",
  "/?utm_source=x",
  "/?_rsc=x",
  `/?cursor=${"a".repeat(65)}`,
  "/?cursor=%61",
  "/posts/01",
  "/posts/0",
  "/posts/1/",
  "/posts/1?cursor=a",
  "/posts/12345678901",
  "/posts/x",
  "/users/7",
  "/login?next=%2F",
  "/account",
  "/reset-password",
  "/verify-email",
  "/undo-email-change",
  "/api/posts/1",
  "/no-such-page",
  "/feed.xml?x=1",
  "/feedxxml",
  "/users/07/feed.xml",
  "/sitemap/posts-0.xml",
  "/sitemap/site-1.xml",
  "/robots.txt/",
  "//",
  "/\n",
])("%j is not a target that is kept", (target) => {
  expect(toPublicPage(get(target))).toBeUndefined();
});

it("the data of a page is told apart by the headers of the router, and by no other", () => {
  const headers = { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" };
  for (const target of ["/posts/1?_rsc=a-B_1", "/?cursor=x&_rsc=a", "/login?_rsc", "/"])
    expect(toPublicPage(get(target, { ...headers, cookie: "x" }))).toEqual({ target, headers });
  const ways = [{ "next-router-state-tree": "x" }, { "next-url": "/" }];
  for (const way of ways)
    expect(toPublicPage(get("/?_rsc=a", { rsc: "1", ...way }))?.headers).toEqual({ rsc: "1", ...way });
});

it.each([
  "/?_rsc=a&x=1",
  "/?x=1&_rsc=a",
  "/account?_rsc=a",
  "/?_rsc=a&_rsc=b",
  "/posts/1?cursor=x&_rsc=a",
  "/feed.xml",
])("the data at %s is not kept", (target) => {
  expect(toPublicPage(get(target, { rsc: "1" }))).toBeUndefined();
});

it("only GET and HEAD ask for a page", () => {
  expect(toPublicPage(Object.assign(get("/"), { method: "HEAD" }))).toBeDefined();
  expect(toPublicPage(Object.assign(get("/"), { method: "OPTIONS" }))).toBeUndefined();
});
