import { expect, it } from "vitest";
import { isPublicPage } from "./public-page";

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
])("%s is a public page", (target) => {
  expect(isPublicPage(target)).toBe(true);
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
  "/api/posts/1",
  "/no-such-page",
  "//",
  "/\n",
])("%j is not a target that is kept", (target) => {
  expect(isPublicPage(target)).toBe(false);
});
