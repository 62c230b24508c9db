import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { CLOCK_TOLERANCE_MS, readUserRow, readPostRows } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { newPost, publicOf, publish, TIME, type TestPost } from "../../support/posts";
import { expectProblem, expectSuccess, fieldErrorOf } from "../../support/problems";
import { signUp, type Author } from "../../support/users";

const server = provideInkwell();
let ada: Author;
let bob: Author;

beforeAll(async () => {
  ada = await signUp(server);
  bob = await signUp(server);
});

const send = (json: unknown) => call(server, "POST", "/api/posts", { token: ada.token, json });

it("publishing returns 201 with the whole post and its Location", async () => {
  const before = Date.now();
  const answer = await send({ title: "First", content: "Hello,\nworld." });
  const { id, date_posted } = answer.body as TestPost;
  expectSuccess(
    answer,
    201,
    {
      id: expect.any(Number),
      title: "First",
      content: "Hello,\nworld.",
      user_id: ada.id,
      date_posted: TIME,
      date_edited: null,
      author: publicOf(ada),
    },
    { location: `/api/posts/${id}` },
  );
  expect(Date.parse(date_posted)).toBeGreaterThanOrEqual(before - CLOCK_TOLERANCE_MS);
  expect(Date.parse(date_posted)).toBeLessThanOrEqual(Date.now() + CLOCK_TOLERANCE_MS);
  expectSuccess(await call(server, "GET", `/api/posts/${id}`), 200, answer.body);
});

it("a new post takes its author from the token, and ignores ids and times of the body", async () => {
  const forged = {
    id: 4711,
    user_id: bob.id,
    userId: bob.id,
    author: { id: bob.id, username: "Forged" },
    author_id: bob.id,
    date_posted: "1999-01-01T00:00:00Z",
    datePosted: "1999-01-01T00:00:00Z",
    date_edited: "1999-01-01T00:00:00Z",
    is_admin: true,
    ["__proto__"]: { title: "Inherited" },
  };
  const rowOfBob = await readUserRow(server, bob.id);
  const [older, answer] = [await publish(server, ada), await send({ ...forged, ...newPost() })];
  expect(answer).toMatchObject({ status: 201, body: { author: publicOf(ada) } });
  const post = answer.body as TestPost;
  expect(Object.keys(post).sort()).toEqual(Object.keys(older).sort());
  expect(post.date_edited).toBeNull();
  expect(post.id).toBeGreaterThan(older.id);
  expect(post.id).toBeLessThan(1_000_000);
  expect(post.user_id).toBe(ada.id);
  expect(post.date_posted >= older.date_posted).toBe(true);
  expect((await readPostRows(server, ada.id)).at(-1)).toMatchObject({ id: post.id, user_id: ada.id });
  expect(await readUserRow(server, bob.id)).toEqual(rowOfBob);
});

it("a post shows only the public profile of its author, never the email", async () => {
  const post = await publish(server, ada);
  for (const token of [undefined, ada.token, bob.token]) {
    for (const path of ["/api/posts", `/api/posts/${post.id}`, `/api/users/${ada.id}/posts`]) {
      const { status, text } = await call(server, "GET", path, { ...(token !== undefined && { token }) });
      expect(status).toBe(200);
      // Posts of other tests may have an @ in them.
      expect(text).not.toMatch(/@example\.com|"email"/);
    }
  }
});

it("the id of a deleted post is never used again", async () => {
  const { id } = await publish(server, ada);
  expect((await call(server, "DELETE", `/api/posts/${id}`, { token: ada.token })).status).toBe(204);
  expect((await publish(server, ada)).id).toBeGreaterThan(id);
});

it("two identical posts are both published", async () => {
  const same = newPost();
  const [one, other] = [await publish(server, ada, same), await publish(server, bob, same)];
  expect(other).toMatchObject(same);
  expect(other.id).not.toBe(one.id);
});

it("concurrent posts are all stored as acknowledged", async () => {
  const posts = await Promise.all(
    Array.from({ length: 40 }, (_, index) => publish(server, index % 2 ? ada : bob)),
  );
  expect(new Set(posts.map(({ id }) => id)).size).toBe(40);
  const ids = posts.map(({ id }) => id);
  const rows = (await readPostRows(server)).filter(({ id }) => ids.includes(id));
  const expected = posts.map(({ id, title, content, user_id }) => ({ id, title, content, user_id }));
  expect(rows).toEqual(expected.sort((a, b) => a.id - b.id).map((row) => expect.objectContaining(row)));
});

describe("publishing without a valid token", () => {
  it.each([
    ["no token", undefined, "not-authenticated"],
    ["a bad token", "x.y.z", "invalid-token"],
  ] as const)(
    "is rejected with 401 and stores nothing, even when the body is invalid: %s",
    async (_what, token, code) => {
      const before = await readPostRows(server, ada.id);
      for (const json of [newPost(), {}, null]) {
        const answer = await call(server, "POST", "/api/posts", {
          json,
          ...(token !== undefined && { token }),
        });
        expectProblem(answer, code);
      }
      expect(await readPostRows(server, ada.id)).toEqual(before);
    },
  );
});

describe("an invalid post is rejected with all its errors, and nothing is stored,", () => {
  it.each([
    ["when it has no members", {}, ["required", "required"]],
    ["when both members are null", { title: null, content: null }, ["invalid-type", "invalid-type"]],
    [
      "when both members have another type",
      { title: 1, content: ["text"] },
      ["invalid-type", "invalid-type"],
    ],
  ])("%s", async (_what, json, codes) => {
    const before = await readPostRows(server, ada.id);
    const [title = "", content = ""] = codes;
    expectProblem(await send(json), "validation-error", {
      errors: [fieldErrorOf("title", title), fieldErrorOf("content", content)],
    });
    expect(await readPostRows(server, ada.id)).toEqual(before);
  });

  it.each([[[]], ["title"], [1], [null], [false]])(
    "when the body is %j instead of an object",
    async (json) => {
      expectProblem(await send(json), "validation-error", { errors: [fieldErrorOf("", "invalid-type")] });
    },
  );
});
