import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { readPostRows } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import { newPost, publicOf, publish, type TestPost } from "../../support/posts";
import { expectProblem, expectSuccess, fieldErrorOf } from "../../support/problems";
import { signUp, type Author } from "../../support/users";

const server = provideOwnInkwell();
let ada: Author;
let bob: Author;
let post: TestPost;

beforeAll(async () => {
  ada = await signUp(server);
  bob = await signUp(server);
});
beforeEach(async () => {
  post = await publish(server, ada);
});

const send = (method: string, json: unknown, { token } = ada, id = String(post.id)) =>
  call(server, method, `/api/posts/${id}`, { token, json });
const read = () => call(server, "GET", `/api/posts/${post.id}`);

describe("PUT of a post", () => {
  it("replaces only title and text", async () => {
    const text = newPost();
    expectSuccess(await send("PUT", text), 200, { ...post, ...text });
    expectSuccess(await read(), 200, { ...post, ...text });
  });

  it("is idempotent", async () => {
    const text = newPost();
    expect((await send("PUT", text)).body).toEqual((await send("PUT", text)).body);
  });

  it.each([
    ["the text", { title: "Alone" }, "content"],
    ["the title", { content: "Alone" }, "title"],
  ])("requires %s", async (_what, json, missing) => {
    expectProblem(await send("PUT", json), "validation-error", {
      errors: [fieldErrorOf(missing, "required")],
    });
    expectSuccess(await read(), 200, post);
  });

  it("reports both fields when both are missing", async () => {
    expectProblem(await send("PUT", {}), "validation-error", {
      errors: [fieldErrorOf("title", "required"), fieldErrorOf("content", "required")],
    });
  });

  it("creates no post for an unknown id", async () => {
    const rows = await readPostRows(server, ada.id);
    expectProblem(await send("PUT", newPost(), ada, "2000000000"), "post-not-found", {
      detail: "Post not found",
    });
    expect(await readPostRows(server, ada.id)).toEqual(rows);
  });
});

describe("PATCH of a post", () => {
  it.each([
    ["only the title", { title: "Changed" }],
    ["only the text", { content: " changed\r\n" }],
    ["both", { title: "Both", content: "of them" }],
    ["nothing, for an empty object", {}],
    ["nothing, for unknown members", { subtitle: "x", tags: ["y"] }],
  ])("changes %s", async (_what, json) => {
    const known = Object.fromEntries(Object.entries(json).filter(([name]) => name in newPost()));
    expectSuccess(await send("PATCH", json), 200, { ...post, ...known });
    expectSuccess(await read(), 200, { ...post, ...known });
  });

  it("rejects null for both fields, and reports both errors", async () => {
    expectProblem(await send("PATCH", { title: null, content: null }), "validation-error", {
      errors: [fieldErrorOf("title", "invalid-type"), fieldErrorOf("content", "invalid-type")],
    });
    expectSuccess(await read(), 200, post);
  });

  it("changes nothing when one of two fields is invalid", async () => {
    expectProblem(await send("PATCH", { title: "Good", content: " " }), "validation-error", {
      errors: [fieldErrorOf("content", "invalid-format")],
    });
    expectSuccess(await read(), 200, post);
  });

  it("keeps both of two concurrent changes to different fields", async () => {
    await Promise.all([send("PATCH", { title: "New title" }), send("PATCH", { content: "New text" })]);
    expectSuccess(await read(), 200, { ...post, title: "New title", content: "New text" });
  });
});

describe.each(["PUT", "PATCH"])("%s of a post", (method) => {
  it("keeps id, author and time, whatever the body says", async () => {
    const forged = {
      id: post.id + 1000,
      user_id: bob.id,
      userId: bob.id,
      author: publicOf(bob),
      date_posted: "1999-01-01T00:00:00Z",
    };
    const text = newPost();
    expectSuccess(await send(method, { ...forged, ...text }), 200, { ...post, ...text });
    expect((await readPostRows(server, ada.id)).at(-1)).toMatchObject({
      id: post.id,
      user_id: ada.id,
      ...text,
    });
  });

  it("changes no other post", async () => {
    const others = (await readPostRows(server, ada.id)).filter(({ id }) => id !== post.id);
    await send(method, newPost());
    expect((await readPostRows(server, ada.id)).filter(({ id }) => id !== post.id)).toEqual(others);
  });

  it("gets 403 for a foreign post and changes nothing", async () => {
    expectProblem(await send(method, newPost(), bob), "forbidden");
    expectProblem(await send(method, { ...newPost(), user_id: bob.id }, bob), "forbidden");
    expectSuccess(await read(), 200, post);
  });

  it("gets 401 without a valid token, whether the post exists or not", async () => {
    for (const id of [post.id, 2000000000, "abc"]) {
      const json = newPost();
      expectProblem(await call(server, method, `/api/posts/${id}`, { json }), "not-authenticated");
      expectProblem(await call(server, method, `/api/posts/${id}`, { json, token: "x" }), "invalid-token");
    }
    expectSuccess(await read(), 200, post);
  });

  it("shows in every list at once", async () => {
    const text = newPost();
    await send(method, text);
    for (const path of ["/api/posts", `/api/users/${ada.id}/posts`]) {
      const { body } = await call(server, "GET", path);
      expect((body as TestPost[])[0]).toEqual({ ...post, ...text });
    }
  });

  it.each([[[]], ["title"], [null]])("rejects %j, which is not an object", async (json) => {
    expectProblem(await send(method, json), "validation-error", {
      errors: [fieldErrorOf("", "invalid-type")],
    });
  });
});
