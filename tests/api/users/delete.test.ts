import { beforeAll, expect, it } from "vitest";
import { call } from "../../support/call";
import { readUserRow, readUserRows, readPostRows } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { expectNoContent, newPost, postsOf, addPosts, type TestPost } from "../../support/posts";
import { expectProblem, expectSuccess } from "../../support/problems";
import { register, signUp, type Author } from "../../support/users";

const server = provideInkwell();
let bob: Author;
let postsOfBob: TestPost[];

beforeAll(async () => {
  bob = await signUp(server);
  postsOfBob = await addPosts(server, bob, 3);
});

const remove = ({ token }: Pick<Author, "token">, id: string | number) =>
  call(server, "DELETE", `/api/users/${id}`, { token });

it("deleting an account returns 204 and deletes its posts, but no other account", async () => {
  const ada = await signUp(server);
  const posts = await addPosts(server, ada, 3);
  expectNoContent(await remove(ada, ada.id));

  expectProblem(await call(server, "GET", `/api/users/${ada.id}`), "user-not-found");
  expectProblem(await call(server, "GET", `/api/users/${ada.id}/posts`), "user-not-found");
  for (const { id } of posts) {
    expectProblem(await call(server, "GET", `/api/posts/${id}`), "post-not-found");
  }
  const all = postsOf(await call(server, "GET", "/api/posts?limit=100"));
  expect(all.filter((post) => post.user_id === ada.id)).toEqual([]);
  expect(postsOf(await call(server, "GET", `/api/users/${bob.id}/posts`))).toEqual(postsOfBob);
  expect(await readUserRow(server, ada.id)).toBeUndefined();
  expect(await readPostRows(server, ada.id)).toEqual([]);
  expect(await readPostRows(server, bob.id)).toHaveLength(3);
});

it("deleting an account invalidates its token at every endpoint", async () => {
  const ada = await signUp(server);
  const { id, token } = ada;
  expectNoContent(await remove(ada, id));
  const json = newPost();
  for (const answer of [
    await call(server, "GET", "/api/users/me", { token }),
    await call(server, "PATCH", `/api/users/${id}`, { token, json: { username: "Ghost" } }),
    await remove(ada, id),
    await call(server, "POST", "/api/posts", { token, json }),
    await call(server, "PUT", `/api/posts/${postsOfBob[0]?.id}`, { token, json }),
    await call(server, "PATCH", `/api/posts/${postsOfBob[0]?.id}`, { token, json }),
    await call(server, "DELETE", `/api/posts/${postsOfBob[0]?.id}`, { token }),
  ]) {
    expectProblem(answer, "invalid-token");
  }
});

it("a deleted account cannot log in; its name and email can be registered again under a new id", async () => {
  const ada = await signUp(server);
  expectNoContent(await remove(ada, ada.id));
  const form = { username: ada.email, password: ada.password };
  expectProblem(await call(server, "POST", "/api/users/token", { form }), "invalid-credentials");

  const anew = await register(server, ada);
  expect(anew.id).toBeGreaterThan(ada.id);
  expectProblem(await call(server, "GET", "/api/users/me", { token: ada.token }), "invalid-token");
  expectSuccess(await call(server, "GET", `/api/users/${anew.id}/posts`), 200, []);
});

it("concurrent deletions of an account get 204, 401 or 404", async () => {
  const ada = await signUp(server);
  const answers = await Promise.all(Array.from({ length: 8 }, () => remove(ada, ada.id)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses).toContain(204);
  expect(statuses.filter((status) => ![204, 401, 404].includes(status))).toEqual([]);
  expect(await readUserRow(server, ada.id)).toBeUndefined();
});

it("deleting a foreign account gets 403, an unknown one 404, and without a token 401", async () => {
  const ada = await signUp(server);
  const rows = [await readUserRow(server, bob.id), await readPostRows(server, bob.id)];
  expectProblem(await remove(ada, bob.id), "forbidden");
  for (const id of ["0", "2000000000", "2147483648", "9".repeat(50)]) {
    expectProblem(await remove(ada, id), "user-not-found", { detail: "User not found" });
  }
  for (const id of ["abc", "1.0", "-1", "%201"]) {
    const errors = [{ parameter: "id", detail: expect.any(String) as string, code: "invalid-format" }];
    expectProblem(await remove(ada, id), "validation-error", { errors });
  }
  expectProblem(await call(server, "DELETE", `/api/users/${bob.id}`), "not-authenticated");
  expectProblem(await call(server, "DELETE", `/api/users/${bob.id}`, { token: "x" }), "invalid-token");
  expect([await readUserRow(server, bob.id), await readPostRows(server, bob.id)]).toEqual(rows);
});

it("deleting an account leaves neither its password hash nor its posts in the tables", async () => {
  const ada = await signUp(server, { password: "a canary that no other user has" });
  await addPosts(server, ada, 1);
  const hash = (await readUserRow(server, ada.id))?.password_hash;
  expectNoContent(await remove(ada, ada.id));
  const tables = JSON.stringify([await readUserRows(server), await readPostRows(server)]);
  expect(tables.includes(String(hash))).toBe(false);
});
