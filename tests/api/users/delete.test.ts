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

it("answers 204 without a body; account and posts are gone, and nobody else's", async () => {
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

it("the token is dead at once, at every address that asks for one", async () => {
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

it("neither log-in nor the id comes back, but name and e-mail are free again", async () => {
  const ada = await signUp(server);
  expectNoContent(await remove(ada, ada.id));
  const form = { username: ada.email, password: ada.password };
  expectProblem(await call(server, "POST", "/api/users/token", { form }), "invalid-credentials");

  const anew = await register(server, ada);
  expect(anew.id).toBeGreaterThan(ada.id);
  expectProblem(await call(server, "GET", "/api/users/me", { token: ada.token }), "invalid-token");
  expectSuccess(await call(server, "GET", `/api/users/${anew.id}/posts`), 200, []);
});

it("twice at once is 204, and 401 or 404 or 204, and nothing worse", async () => {
  const ada = await signUp(server);
  const answers = await Promise.all(Array.from({ length: 8 }, () => remove(ada, ada.id)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses).toContain(204);
  expect(statuses.filter((status) => ![204, 401, 404].includes(status))).toEqual([]);
  expect(await readUserRow(server, ada.id)).toBeUndefined();
});

it("of someone else's account is 403, of one that is not there 404, without a token 401", async () => {
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

it("leaves bytes of neither hash nor text in the tables", async () => {
  const ada = await signUp(server, { password: "a canary that no other user has" });
  await addPosts(server, ada, 1);
  const hash = (await readUserRow(server, ada.id))?.password_hash;
  expectNoContent(await remove(ada, ada.id));
  const tables = JSON.stringify([await readUserRows(server), await readPostRows(server)]);
  expect(tables.includes(String(hash))).toBe(false);
});
