import { beforeEach, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { readPostRows, readUserRow } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { expectNoContent, newPost, publish, type TestPost } from "../../support/posts";
import { expectProblem } from "../../support/problems";
import { newUser, signUp, type Author } from "../../support/users";

const server = provideInkwell();
let ada: Author;
let post: TestPost;

beforeEach(async () => {
  ada = await signUp(server);
  post = await publish(server, ada);
});

const postPath = () => `/api/posts/${post.id}`;
const userPath = () => `/api/users/${ada.id}`;
const etagOf = async (path: string) => String((await call(server, "GET", path)).etag);
const readRows = async () => [await readPostRows(server, ada.id), await readUserRow(server, ada.id)];
const write = (method: string, path: string, ifMatch: string, json?: unknown) =>
  call(server, method, path, { token: ada.token, headers: { "If-Match": ifMatch }, json });

const WRITES: [string, string, () => string, () => unknown][] = [
  ["PUT of a post", "PUT", postPath, newPost],
  ["PATCH of a post", "PATCH", postPath, () => ({ content: "Changed." })],
  ["DELETE of a post", "DELETE", postPath, () => undefined],
  ["PATCH of a user", "PATCH", userPath, () => ({ username: newUser().username })],
];

describe.each(WRITES)("%s with If-Match", (_what, method, toPath, toJson) => {
  it("is done if the ETag is the current one", async () => {
    const path = toPath();
    const etag = await etagOf(path);
    const answer = await write(method, path, `"x", ${etag}`, toJson());
    expect(answer.status).toBe(method === "DELETE" ? 204 : 200);
    expect((await call(server, "GET", path)).etag).toBe(answer.etag);
  });

  it("is done for any state with an asterisk", async () => {
    expect((await write(method, toPath(), " * ", toJson())).status).toBe(method === "DELETE" ? 204 : 200);
  });

  it("changes nothing with another ETag", async () => {
    const etag = await etagOf(toPath());
    const rows = await readRows();
    for (const header of ['"x"', `W/${etag}`, etag.slice(1, -1), "", "*, *"])
      expectProblem(await write(method, toPath(), header, toJson()), "precondition-failed");
    expect(await readRows()).toEqual(rows);
  });

  it("changes nothing after the author has a new name", async () => {
    const etag = await etagOf(toPath());
    await call(server, "PATCH", userPath(), { token: ada.token, json: { username: newUser().username } });
    const rows = await readRows();
    expectProblem(await write(method, toPath(), etag, toJson()), "precondition-failed");
    expect(await readRows()).toEqual(rows);
  });
});

it.each(["PUT", "PATCH", "DELETE"])(
  "%s with the ETag of an overwritten text changes nothing",
  async (method) => {
    const etag = await etagOf(postPath());
    await call(server, "PATCH", postPath(), { token: ada.token, json: { content: "From elsewhere." } });
    const json = method === "DELETE" ? undefined : newPost();
    expectProblem(await write(method, postPath(), etag, json), "precondition-failed");
    expect((await call(server, "GET", postPath())).body).toMatchObject({
      title: post.title,
      content: "From elsewhere.",
    });
  },
);

it("of many simultaneous changes with the same ETag exactly one is made", async () => {
  const etag = await etagOf(postPath());
  const texts = Array.from({ length: 30 }, (_, index) => `Version ${index}.`);
  const answers = await Promise.all(texts.map((content) => write("PATCH", postPath(), etag, { content })));
  const [winner, ...others] = answers.filter(({ status }) => status === 200);
  expect(others).toEqual([]);
  expect(answers.filter(({ status }) => status === 412)).toHaveLength(texts.length - 1);
  expect((await call(server, "GET", postPath())).body).toEqual(winner?.body);
});

it("of many simultaneous new names with the same ETag exactly one is taken", async () => {
  const etag = await etagOf(userPath());
  const names = Array.from({ length: 10 }, () => newUser().username);
  const answers = await Promise.all(names.map((username) => write("PATCH", userPath(), etag, { username })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(412)]);
});

it("a missing or foreign post is reported before the ETag", async () => {
  expectProblem(await write("PATCH", "/api/posts/2000000000", '"x"', {}), "post-not-found");
  const eve = await signUp(server);
  const headers = { "If-Match": '"x"' };
  expectProblem(await call(server, "DELETE", postPath(), { token: eve.token, headers }), "forbidden");
});

it("a deletion that is repeated with its ETag reports that the post is gone", async () => {
  const etag = await etagOf(postPath());
  expectNoContent(await write("DELETE", postPath(), etag));
  expectProblem(await write("DELETE", postPath(), etag), "post-not-found");
});
