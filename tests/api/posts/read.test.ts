import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { execute, readPostRows } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { newPost, publicOf, publish, type TestPost } from "../../support/posts";
import { expectProblem, expectSuccess } from "../../support/problems";
import { signUp, type Author } from "../../support/users";

const server = provideInkwell();
let ada: Author;
let bob: Author;
let post: TestPost;

beforeAll(async () => {
  ada = await signUp(server);
  bob = await signUp(server);
  post = await publish(server, ada);
});

const get = (id: string, token?: string) =>
  call(server, "GET", `/api/posts/${id}`, { ...(token !== undefined && { token }) });

it.each([
  ["anonymous clients", () => undefined],
  ["its author", () => ada.token],
  ["other users", () => bob.token],
  ["clients with an invalid token", () => "x.y.z"],
])("GET /api/posts/{id} returns the whole post to %s", async (_who, toToken) => {
  expectSuccess(await get(String(post.id), toToken()), 200, post);
});

it("GET /api/posts/{id} shows the author's current name and image", async () => {
  const carol = await signUp(server);
  const { id, ...rest } = await publish(server, carol);
  const json = { username: "Carol Renamed" };
  await call(server, "PATCH", `/api/users/${carol.id}`, { token: carol.token, json });
  await execute(server, "UPDATE users SET image_file = 'carol.webp' WHERE id = ?", carol.id);
  expectSuccess(await get(String(id)), 200, {
    id,
    ...rest,
    author: {
      ...publicOf({ id: carol.id, ...json }),
      image_file: "carol.webp",
      image_path: "/images/carol.webp",
    },
  });
});

it("GET /api/posts/{id} ignores leading zeros of the id", async () => {
  expectSuccess(await get(`00${post.id}`), 200, post);
});

it("HEAD /api/posts/{id} returns the status and headers of GET without a body", async () => {
  for (const [id, status] of [
    [String(post.id), 200],
    ["2000000000", 404],
    ["abc", 422],
  ] as const) {
    const { headers } = await get(id);
    expect(await call(server, "HEAD", `/api/posts/${id}`)).toMatchObject({ status, headers, text: "" });
  }
});

/** The methods of the path, each with a valid body. */
const METHODS = [
  ["GET", undefined],
  ["PUT", newPost()],
  ["PATCH", newPost()],
  ["DELETE", undefined],
] as const;

describe.each(METHODS)("%s /api/posts/{id}", (method, json) => {
  const send = (id: string) =>
    call(server, method, `/api/posts/${id}`, { token: ada.token, ...(json && { json }) });

  it.each([
    "0",
    "000",
    "2000000000",
    "2147483647",
    "2147483648",
    "9007199254740993",
    "18446744073709551617",
    "9".repeat(5_000),
  ])("gets 404 for the unknown id %s", async (id) => {
    const rows = await readPostRows(server, ada.id);
    expectProblem(await send(id), "post-not-found", { detail: "Post not found" });
    expect(await readPostRows(server, ada.id)).toEqual(rows);
  });

  it.each([
    ...["1.0", "1.5", "+1", "-1", "1e3", "0x1", "abc", "1abc", "1,2", "1;2", "%201", "1%20", "1%0a", "1%00"],
    ...["1%2f", "1%2F2", "%D9%A1", "%EF%BC%91", "NaN", "Infinity", "null", "me", "__proto__", "[id]", "%ff"],
    ...["%", "1%zz"],
  ])("gets 422 for the id %s, which is not only digits", async (id) => {
    const rows = await readPostRows(server, ada.id);
    expectProblem(await send(id), "validation-error", {
      errors: [{ parameter: "id", detail: expect.stringMatching(/^[A-Z].*\S$/), code: "invalid-format" }],
    });
    expect(await readPostRows(server, ada.id)).toEqual(rows);
  });
});
