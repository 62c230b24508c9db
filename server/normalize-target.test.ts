import type { IncomingMessage } from "node:http";
import { expect, it } from "vitest";
import { normalizeTarget } from "./normalize-target";

function normalize(url: string): { url: string | undefined; rsc: string | undefined } {
  const request = { url, headers: { rsc: "1" } } as unknown as IncomingMessage;
  normalizeTarget(request);
  return { url: request.url, rsc: request.headers["rsc"] as string | undefined };
}

it.each([
  ["/posts/1?cursor=a//b", "/posts/1?cursor=a//b"],
  ["http://evil.example/posts/1", "/posts/1"],
  ["http://evil.example", "/"],
  ["http://evil.example?a", "/?a"],
  ["*", "/*"],
  ["", "/"],
  ["//evil.example/x", "/evil.example/x"],
  ["/api//users\\1", "/api/users/1"],
  ["/api/../login", "/login"],
  ["/%2e%2e/api/./posts", "/api/posts"],
  ["/%ff", "/%25ff"],
  ["/%", "/%25"],
  ["/a?%=%ff", "/a?%=%ff"],
  ["/api/posts.rsc", "/api/posts.rsc"],
])("turns the target %s into %s", (target, expected) => {
  expect(normalize(target)).toEqual({ url: expected, rsc: "1" });
});

it.each([
  "/posts/1.rsc",
  "/.rsc",
  "/posts/1.rsc?_rsc=x",
  "/posts/1%2Ersc",
  "/posts/1.%72sc",
  "/x.segments/_tree.segment.rsc",
])("turns the data path %s into the unknown page", (target) =>
  expect(normalize(target)).toEqual({ url: "/_not-found", rsc: undefined }),
);
