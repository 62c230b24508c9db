import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { CLOCK_TOLERANCE_MS, execute, readPostRows } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import { newPost, publicOf, publish, TIME, type TestPost } from "../../support/posts";
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
const edited = (changes: { title?: string; content?: string }) => ({
  ...post,
  ...changes,
  date_edited: TIME,
});
const read = () => call(server, "GET", `/api/posts/${post.id}`);

describe("PUT of a post", () => {
  it("replaces only title and text", async () => {
    const text = newPost();
    expectSuccess(await send("PUT", text), 200, edited(text));
    expectSuccess(await read(), 200, edited(text));
  });

  it("is idempotent", async () => {
    const text = newPost();
    const [first, second] = [await send("PUT", text), await send("PUT", text)];
    expect(second.body).toEqual(first.body);
    expect(second.headers["etag"]).toBe(first.headers["etag"]);
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
    const expected = Object.keys(known).length > 0 ? edited(known) : post;
    expectSuccess(await send("PATCH", json), 200, expected);
    expectSuccess(await read(), 200, expected);
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
    expectSuccess(await read(), 200, edited({ title: "New title", content: "New text" }));
  });
});

describe.each(["PUT", "PATCH"])("%s of a post", (method) => {
  it("sets the time of the last edit whenever title or text change, and only then", async () => {
    const { title, content } = post;
    const edit = async (json: unknown) => ((await send(method, json)).body as TestPost).date_edited;
    expect(await edit({ title, content })).toBeNull();
    expect(await edit({ title: ` ${title} `, content })).toBeNull();
    const before = Date.now();
    const time = String(await edit({ title: "Changed", content }));
    expect(Date.parse(time)).toBeGreaterThanOrEqual(before - CLOCK_TOLERANCE_MS);
    expect(Date.parse(time)).toBeLessThanOrEqual(Date.now() + CLOCK_TOLERANCE_MS);
    const past = new Date("2026-01-01T00:00:00.123Z");
    await execute(server, "UPDATE posts SET date_edited = ? WHERE id = ?", past, post.id);
    expect(await edit({ title: "Changed", content })).toBe(past.toISOString());
    expect(String(await edit({ title: "Changed", content: "Changed" })) >= time).toBe(true);
  });

  it("keeps id, author and time, whatever the body says", async () => {
    const forged = {
      id: post.id + 1000,
      user_id: bob.id,
      userId: bob.id,
      author: publicOf(bob),
      date_posted: "1999-01-01T00:00:00Z",
      date_edited: "1999-01-01T00:00:00Z",
    };
    const text = newPost();
    expectSuccess(await send(method, { ...forged, ...text }), 200, edited(text));
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
      expect((body as TestPost[])[0]).toEqual(edited(text));
    }
  });

  it.each([[[]], ["title"], [null]])("rejects %j, which is not an object", async (json) => {
    expectProblem(await send(method, json), "validation-error", {
      errors: [fieldErrorOf("", "invalid-type")],
    });
  });
});
