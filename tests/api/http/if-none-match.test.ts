import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideOwnInkwell } from "../../support/inkwell";
import { newPost, publish, type TestPost } from "../../support/posts";
import { newUser, signUp, type Author } from "../../support/users";

const server = provideOwnInkwell();
const STRONG_ETAG = /^"[\w-]{22}"$/;
let ada: Author;
let post: TestPost;

beforeAll(async () => {
  ada = await signUp(server);
  post = await publish(server, ada);
});

const read = (path: string, ifNoneMatch?: string, method = "GET") =>
  call(server, method, path, { ...(ifNoneMatch && { headers: { "If-None-Match": ifNoneMatch } }) });
const etagOf = async (path: string) => {
  const { etag } = await read(path);
  expect(etag).toMatch(STRONG_ETAG);
  return String(etag);
};
const send = (method: string, path: string, json?: unknown) =>
  call(server, method, path, { token: ada.token, json });

const paths = (): [string, string][] => [
  ["a post", `/api/posts/${post.id}`],
  ["a user", `/api/users/${ada.id}`],
  ["the list of all posts", "/api/posts"],
  ["a user's list of posts", `/api/users/${ada.id}/posts?limit=3`],
];

describe.each([0, 1, 2, 3])("GET of one of four resources (%i)", (index) => {
  const path = () => String(paths()[index]?.[1]);

  it("sends the same strong ETag while nothing changes, also for HEAD", async () => {
    const etag = await etagOf(path());
    expect(await etagOf(path())).toBe(etag);
    expect((await read(path(), undefined, "HEAD")).etag).toBe(etag);
  });

  it.each(["GET", "HEAD"])(
    "responds to %s with 304 and no body when the client has that ETag",
    async (method) => {
      const etag = await etagOf(path());
      for (const header of [etag, `W/${etag}`, `"x", ${etag}`, `W/"y",${etag} , "z"`, "*"]) {
        const answer = await read(path(), header, method);
        expect(answer, header).toMatchObject({ status: 304, etag, text: "" });
        expect(answer.headers).toMatchObject({ "cache-control": "no-store" });
      }
    },
  );

  it("responds with 200 to any other ETag", async () => {
    const etag = await etagOf(path());
    for (const header of ['"x"', etag.slice(1, -1), etag.slice(0, -1), `"${etag}"`, '"', ",", '"*"'])
      expect(await read(path(), header), header).toMatchObject({ status: 200, etag });
  });

  it("sends another ETag after the author's name has changed", async () => {
    const etag = await etagOf(path());
    await send("PATCH", `/api/users/${ada.id}`, { username: newUser().username });
    expect(await read(path(), etag)).toMatchObject({ status: 200 });
    expect(await etagOf(path())).not.toBe(etag);
  });
});

it("the ETag of a post and of both lists changes with its text, and not if the same text is sent", async () => {
  const { id, title } = await publish(server, ada);
  const etags = () =>
    Promise.all([`/api/posts/${id}`, "/api/posts", `/api/users/${ada.id}/posts`].map(etagOf));
  const before = await etags();
  await send("PATCH", `/api/posts/${id}`, { title: `${title}!` });
  const during = await etags();
  await send("PATCH", `/api/posts/${id}`, { title: `${title}!` });
  expect(await etags()).toEqual(during);
  during.forEach((etag, index) => expect(etag).not.toBe(before[index]));
});

it("a write responds with the ETag that GET sends afterwards", async () => {
  const created = await send("POST", "/api/posts", newPost());
  const path = `/api/posts/${(created.body as TestPost).id}`;
  expect(created.etag).toBe(await etagOf(path));
  for (const method of ["PUT", "PATCH"])
    expect((await send(method, path, newPost())).etag).toBe(await etagOf(path));

  const registered = await call(server, "POST", "/api/users", { json: newUser() });
  expect(registered.etag).toBe(await etagOf(`/api/users/${(registered.body as { id: number }).id}`));
  const renamed = await send("PATCH", `/api/users/${ada.id}`, { username: newUser().username });
  expect(renamed.etag).toBe(await etagOf(`/api/users/${ada.id}`));
});

it("private responses and errors have no ETag, and are never 304", async () => {
  const own = { token: ada.token, headers: { "If-None-Match": "*" } };
  expect(await call(server, "GET", "/api/users/me", own)).toMatchObject({ status: 200, etag: undefined });
  expect(await call(server, "GET", "/api/users/me/sessions", own)).toMatchObject({
    status: 200,
    etag: undefined,
  });
  expect(await read("/api/posts/2000000000", "*")).toMatchObject({ status: 404, etag: undefined });
});
