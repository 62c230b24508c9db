import { beforeAll, describe, expect, it } from "vitest";
import { call, type Answer } from "../../support/call";
import { execute, query, readPostRows } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { newPost, type TestPost } from "../../support/posts";
import { expectProblem } from "../../support/problems";
import { signUp, type Author } from "../../support/users";

const server = provideInkwell();
let ada: Author;
let bob: Author;
let lastKey = 0;

beforeAll(async () => {
  ada = await signUp(server);
  bob = await signUp(server);
});

const newKey = () => `key-${(lastKey += 1)}`;
const send = (key: string, json: unknown, { token } = ada) =>
  call(server, "POST", "/api/posts", { token, json, headers: { "Idempotency-Key": key } });
const postOf = (answer: Answer) => answer.body as TestPost;
const pathOf = (answer: Answer) => `/api/posts/${postOf(answer).id}`;
const withoutId = ({ requestId, ...answer }: Answer) => ({ ...answer, hasId: requestId !== undefined });
const countPosts = async ({ id } = ada) => (await readPostRows(server, id)).length;
const readKeys = async ({ id } = ada) => query(server, "SELECT key FROM publications WHERE user_id = ?", id);

/** Moves the first use of a key into the past. */
async function age(key: string, hours: number): Promise<void> {
  const usedAt = new Date(Date.now() - hours * 60 * 60 * 1000);
  await execute(server, "UPDATE publications SET created_at = ? WHERE key = ?", usedAt, key);
}

describe("POST /api/posts with an Idempotency-Key that was used", () => {
  it.each([
    ["publishes one post", async () => undefined],
    [
      "returns the post as it was published after it was edited",
      (path: string) => call(server, "PATCH", path, { token: ada.token, json: newPost() }),
    ],
    [
      "publishes nothing after the post was deleted",
      (path: string) => call(server, "DELETE", path, { token: ada.token }),
    ],
    [
      "returns the author as they were called",
      () =>
        call(server, "PATCH", `/api/users/${ada.id}`, {
          token: ada.token,
          json: { username: `${ada.username} again` },
        }),
    ],
  ])("%s, and repeats the first response", async (_what, meanwhile: (path: string) => Promise<unknown>) => {
    const [key, json] = [newKey(), newPost()];
    const first = await send(key, json);
    expect(first).toMatchObject({ status: 201, body: json, headers: { location: pathOf(first) } });
    await meanwhile(pathOf(first));
    const count = await countPosts();
    expect(withoutId(await send(key, { content: json.content, title: ` ${json.title}` }))).toEqual(
      withoutId(first),
    );
    expect(await countPosts()).toBe(count);
  });

  it("rejects another body", async () => {
    const [key, json] = [newKey(), newPost()];
    const first = await send(key, json);
    for (const other of [
      { ...json, title: "Another" },
      { ...json, content: "Another" },
    ])
      expectProblem(await send(key, other), "idempotency-key-reused");
    expect((await call(server, "GET", pathOf(first))).body).toEqual(first.body);
    expect(withoutId(await send(key, json))).toEqual(withoutId(first));
  });

  it("publishes the post of another user", async () => {
    const [key, json] = [newKey(), newPost()];
    const [mine, theirs] = [await send(key, json), await send(key, json, bob)];
    expect(theirs).toMatchObject({ status: 201, body: { user_id: bob.id } });
    expect(postOf(theirs).id).not.toBe(postOf(mine).id);
  });

  it("publishes again after 24 hours, and not before", async () => {
    const [key, json] = [newKey(), newPost()];
    const first = await send(key, json);
    await age(key, 23.9);
    expect(postOf(await send(key, json)).id).toBe(postOf(first).id);
    await age(key, 24.1);
    const again = await send(key, newPost());
    expect(again.status).toBe(201);
    expect(postOf(again).id).toBeGreaterThan(postOf(first).id);
  });
});

it("many simultaneous requests with one Idempotency-Key publish one post", async () => {
  const [key, json, count] = [newKey(), newPost(), await countPosts()];
  const answers = await Promise.all(Array.from({ length: 50 }, () => send(key, json)));
  expect(new Set(answers.map((answer) => JSON.stringify(withoutId(answer)))).size).toBe(1);
  expect(answers[0]?.status).toBe(201);
  expect(await countPosts()).toBe(count + 1);
});

it("of simultaneous requests with one Idempotency-Key and different bodies one is published", async () => {
  const [key, count] = [newKey(), await countPosts()];
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(key, newPost())));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(19);
  expect(await countPosts()).toBe(count + 1);
});

it("simultaneous requests with different Idempotency-Keys each publish their own post", async () => {
  const posts = Array.from({ length: 20 }, () => newPost());
  const answers = await Promise.all(posts.map((post) => send(newKey(), post)));
  for (const [index, answer] of answers.entries()) {
    expect(answer).toMatchObject({ status: 201, body: posts[index] });
    expect((await call(server, "GET", pathOf(answer))).body).toEqual(answer.body);
  }
});

it.each(["", "a b", "\tx\ty", "é", "x".repeat(256)])(
  "publishes nothing with the invalid Idempotency-Key %j",
  async (key) => {
    const count = await countPosts();
    expectProblem(await send(key, newPost()), "validation-error", {
      errors: [
        {
          parameter: "Idempotency-Key",
          detail: "Use 1 to 255 visible ASCII characters",
          code: "invalid-format",
        },
      ],
    });
    expect(await countPosts()).toBe(count);
  },
);

it.each(["!", "~", `"${crypto.randomUUID()}"`, "x".repeat(255)])(
  "accepts the Idempotency-Key %j",
  async (key) => {
    const json = newPost();
    expect(postOf(await send(key, json)).id).toBe(postOf(await send(key, json)).id);
  },
);

it("an Idempotency-Key of a rejected request can be used again", async () => {
  const key = newKey();
  expect((await send(key, { title: "", content: "" })).status).toBe(422);
  expect((await send(key, newPost())).status).toBe(201);
});

it("keys are deleted with the account, and expired ones when another is used", async () => {
  const [cleo, key] = [await signUp(server), newKey()];
  await send(key, newPost(), cleo);
  await send(newKey(), newPost(), cleo);
  await age(key, 25);
  await send(newKey(), newPost());
  expect(await readKeys(cleo)).toHaveLength(1);
  await call(server, "DELETE", `/api/users/${cleo.id}`, { token: cleo.token });
  expect(await readKeys(cleo)).toEqual([]);
});
