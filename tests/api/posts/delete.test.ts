import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { readPostRows } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { expectNoContent, publish, type TestPost } from "../../support/posts";
import { expectProblem, expectSuccess } from "../../support/problems";
import { signUp, type Author } from "../../support/users";

const server = provideInkwell();
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

const remove = ({ token }: Pick<Author, "token">, id: string | number = post.id) =>
  call(server, "DELETE", `/api/posts/${id}`, { token });
const read = () => call(server, "GET", `/api/posts/${post.id}`);

it("deleting one's own post returns 204 without a body, and the post is gone", async () => {
  const others = (await readPostRows(server, ada.id)).filter(({ id }) => id !== post.id);
  expectNoContent(await remove(ada));
  expectProblem(await read(), "post-not-found", { detail: "Post not found" });
  expect(await readPostRows(server, ada.id)).toEqual(others);
  for (const path of ["/api/posts?limit=100", `/api/users/${ada.id}/posts?limit=100`]) {
    const { body } = await call(server, "GET", path);
    expect((body as TestPost[]).map(({ id }) => id)).not.toContain(post.id);
  }
});

it("deleting or changing a deleted post gets 404", async () => {
  expectNoContent(await remove(ada));
  expectProblem(await remove(ada), "post-not-found");
  const json = { title: "Late", content: "Late" };
  for (const method of ["PUT", "PATCH"]) {
    const answer = await call(server, method, `/api/posts/${post.id}`, { token: ada.token, json });
    expectProblem(answer, "post-not-found");
  }
});

it("concurrent deletions of a post get 204 or 404", async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => remove(ada)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses).toContain(204);
  expect(statuses.filter((status) => status !== 204 && status !== 404)).toEqual([]);
  expectProblem(await read(), "post-not-found");
});

it("deleting a foreign post gets 403 and deletes nothing", async () => {
  expectProblem(await remove(bob), "forbidden");
  expectSuccess(await read(), 200, post);
});

it("deleting a post without a valid token gets 401 and deletes nothing", async () => {
  expectProblem(await call(server, "DELETE", `/api/posts/${post.id}`), "not-authenticated");
  expectProblem(await remove({ token: "x" }), "invalid-token");
  expectSuccess(await read(), 200, post);
});

it("deleting a post ignores a body", async () => {
  const { token } = ada;
  const other = await publish(server, ada);
  expectNoContent(await call(server, "DELETE", `/api/posts/${post.id}`, { token, json: { id: other.id } }));
  expectSuccess(await call(server, "GET", `/api/posts/${other.id}`), 200, other);
});

describe("deleting an unknown post", () => {
  it.each(["0", "2000000000", "2147483648", "9".repeat(100)])("gets 404 from every user: %s", async (id) => {
    expectProblem(await remove(bob, id), "post-not-found");
  });
});
