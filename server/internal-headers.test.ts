import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { removeInternalHeaders } from "./internal-headers";

function keep(url: string, headers: Record<string, string>): Record<string, string> {
  const request = { url, headers: { ...headers } } as unknown as IncomingMessage;
  removeInternalHeaders(request);
  return request.headers as Record<string, string>;
}

const LINK = {
  rsc: "1",
  "next-url": "/",
  "next-router-prefetch": "1",
  "next-router-segment-prefetch": "/_tree",
  "next-router-state-tree": encodeURIComponent('["",{"children":["__PAGE__",{}]},null,null]'),
};

it("keeps the headers that a page sends when a visitor follows a link", () => {
  expect(keep("/posts/1?_rsc=x", LINK)).toEqual(LINK);
});

it("removes those headers from a request to the API", () => {
  expect(keep("/api/posts", { ...LINK, accept: "*/*" })).toEqual({ accept: "*/*" });
});

it.each([
  "next-action",
  "next-hmr-refresh",
  "next-resume",
  "x-nextjs-data",
  "x-nextjs-html-request-id",
  "x-next-cache-tags",
  "x-middleware-prefetch",
  "x-middleware-subrequest",
  "x-invoke-status",
  "x-prerender-revalidate",
  "x-now-route-matches",
  "x-matched-path",
  "x-action-forwarded",
])("removes the header %s, which no page sends", (name) => {
  expect(keep("/", { [name]: "1" })).toEqual({});
});

describe("a router state that Next cannot parse", () => {
  it.each([
    ["an empty one", ""],
    ["one that is not JSON", "x"],
    ["one that cannot be decoded", "%ff"],
    ["one of another shape", "[]"],
    ["one of deep nesting", '{"children":'.repeat(1_000)],
    ["two of them", `${LINK["next-router-state-tree"]}, ${LINK["next-router-state-tree"]}`],
  ])("is removed: %s", (_what, state) => {
    expect(keep("/", { rsc: "1", "next-router-state-tree": state })).toEqual({ rsc: "1" });
  });
});

it("removes all cookies except refresh tokens", () => {
  expect(keep("/", { cookie: "__prerender_bypass=x; refresh_token=a; b=c; refresh_token=d" })).toEqual({
    cookie: "refresh_token=a; refresh_token=d",
  });
  expect(keep("/", { cookie: "__next_preview_data=y" })).toEqual({});
});
