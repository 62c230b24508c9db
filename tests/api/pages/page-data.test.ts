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

/** Nothing but what everybody may see, and for nobody's cache. */
async function expectPublic({ status, headers, text }: Awaited<ReturnType<typeof callRaw>>): Promise<void> {
  expect(status).toBe(200);
  expect(headers["cache-control"]).toMatch(/\bno-store\b/);
  const hash = (await readUserRow(server, author.id))?.password_hash ?? "";
  expect(hash).toContain("$argon2");
  for (const secret of [author.email, author.token, hash, "$argon2"]) expect(text).not.toContain(secret);
}

describe.each(PAGES)(
  "%s holds nothing of its author but the name, and no cache keeps it",
  (_page, pathOf) => {
    it("as a page", async () => {
      const answer = await callRaw(server, "GET", pathOf());
      await expectPublic(answer);
      expect(answer.text).toContain(author.username);
    });

    it.each(WAYS)("as the data that %s fetches", async (_way, headers) => {
      const asked = { RSC: "1", ...headers };
      const { status, headers: told } = await callRaw(server, "GET", pathOf(), asked);
      expect([status, told["location"]]).toEqual([307, expect.stringMatching(/\?_rsc/)]);
      const answer = await callRaw(server, "GET", told["location"] ?? "", asked);
      await expectPublic(answer);
      expect(answer.headers["content-type"]).toBe("text/x-component");
      if (_way === "a link") expect(answer.text).toContain(author.username);
    });
  },
);
