import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideOwnInkwell } from "../../support/inkwell";
import { requestPage } from "../../support/page-response";
import { publish, type TestPost } from "../../support/posts";
import { signUp, type Author } from "../../support/users";

// Its own, because a write of another file between two requests would change the pages.
const server = provideOwnInkwell();
let author: Author;
let post: TestPost;

beforeAll(async () => {
  author = await signUp(server);
  post = await publish(server, author, { title: `A title of ${author.username}` });
});

/** The state of the router on the login page, as it sends it when it leads to another page. */
const STATE = encodeURIComponent(
  JSON.stringify([
    "",
    { children: ["(auth)", { children: ["login", { children: ["__PAGE__", {}] }] }] },
    null,
    "refetch",
  ]),
);
const WAYS: Record<string, Record<string, string>> = {
  "a link": {},
  "a link on another page": { "Next-Router-State-Tree": STATE },
  "a prefetch": { "Next-Router-Prefetch": "1" },
  "a prefetch of a part": { "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": "/_tree" },
};

/** Requests the data of a page at the address that the server names for these headers. */
async function requestData(page: string, way: Record<string, string>, others: Record<string, string> = {}) {
  const headers = { RSC: "1", ...way, ...others };
  const { status, headers: redirect } = await requestPage(server, page, headers);
  expect([status, redirect.etag]).toEqual([307, undefined]);
  return requestPage(server, String(redirect.location), headers);
}

describe.each(Object.entries(WAYS))("page data for %s", (_name, way) => {
  it.each(["/", "/posts/1", "/users/1/posts", "/login", "/docs"])(
    "%s is the same for everyone",
    async (page) => {
      const first = await requestData(page, way, {
        Cookie: "a=canary",
        Authorization: "canary",
        Host: "canary.example",
      });
      expect(first).toMatchObject({ status: 200, headers: { "content-type": "text/x-component" } });
      expect(JSON.stringify(first.headers) + first.text).not.toContain("canary");
      const etag = String(first.headers.etag);
      const again = await requestData(page, way, { "Accept-Encoding": "br" });
      expect(again.text).toBe(first.text);
      expect(again.headers["content-encoding"]).toBe("br");
      expect(again.headers.etag).not.toBe(etag);
      expect((await requestData(page, way, { "If-None-Match": etag })).status).toBe(304);
    },
  );

  it("does not answer for another way, or for the page itself", async () => {
    const { text } = await requestData("/posts/1", way);
    const html = await requestPage(server, "/posts/1");
    expect(html.headers["content-type"]).toBe("text/html; charset=utf-8");
    const others = Object.values(WAYS).filter(
      (other) => other !== way && way["Next-Router-Prefetch"] !== other["Next-Router-Prefetch"],
    );
    for (const other of others) expect((await requestData("/posts/1", other)).text).not.toBe(text);
  });
});

it("the next request for the data of a page after a write gets the new data", async () => {
  for (const title of ["First change", "Second change", "Third change"]) {
    await call(server, "PATCH", `/api/posts/${post.id}`, { token: author.token, json: { title } });
    for (const page of ["/", `/posts/${post.id}`, `/users/${author.id}/posts`])
      expect((await requestData(page, {})).text).toContain(title);
  }
});

it("data at an address that does not fit its headers is not kept", async () => {
  const answer = await requestPage(server, "/login?_rsc=x", { RSC: "1", "Next-Router-Prefetch": "1" });
  expect([answer.status, answer.headers.etag]).toEqual([307, undefined]);
});
