import { expect, it } from "vitest";
import { call } from "../../support/call";
import { readUserRow, readPostRows } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { newPost, publish } from "../../support/posts";
import { openRequest } from "../../support/open-request";
import { expectProblem } from "../../support/problems";
import { signUp } from "../../support/users";

const ROUNDS = 13;

const server = provideInkwell();
type ToPath = (pair: Awaited<ReturnType<typeof signUpWithPost>>) => string;

/** Creates an account with a post. */
async function signUpWithPost() {
  const author = await signUp(server);
  return { author, post: await publish(server, author) };
}

it.each([
  ["POST", () => "/api/posts", [401]],
  ["PUT", ({ post }) => `/api/posts/${post.id}`, [401, 404]],
  ["PATCH", ({ post }) => `/api/posts/${post.id}`, [401, 404]],
  ["PATCH", ({ author }) => `/api/users/${author.id}`, [401, 404]],
] satisfies [string, ToPath, number[]][])(
  "a body of %s that ends after the account was deleted causes no 5xx",
  async (method, toPath, statuses) => {
    const pair = await signUpWithPost();
    const { id, token } = pair.author;
    const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
    const { request, answer } = openRequest(server, method, toPath(pair), headers);
    request.write('{ "title": "Late", "content": "Late", ');
    // The token is checked before the body is read, which is done once these requests have been answered.
    for (let turn = 0; turn < 20; turn += 1) await call(server, "GET", "/api/users/me", { token });
    expect((await call(server, "DELETE", `/api/users/${id}`, { token })).status).toBe(204);
    request.end('"username": "Late" }');
    const { status, text } = await answer;
    expect(statuses, text).toContain(status);
  },
);

it("a post written while its author's account is deleted gets 201 or 401, and is deleted with the account", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { id, token } = await signUp(server);
    const write = () => call(server, "POST", "/api/posts", { token, json: newPost() });
    const remove = () => call(server, "DELETE", `/api/users/${id}`, { token });
    const answers = await Promise.all(
      Array.from({ length: 13 }, (_, index) => (index === round % 13 ? remove() : write())),
    );
    for (const answer of answers) {
      if (answer.status === 401) expectProblem(answer, "invalid-token");
      else expect([201, 204], answer.text).toContain(answer.status);
    }
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expectProblem(await write(), "invalid-token");
    expect(await readPostRows(server, id)).toEqual([]);
    expect(await readUserRow(server, id)).toBeUndefined();
  }
});

it.each([
  ["the list of all posts", () => "/api/posts", [200]],
  ["the author's list", ({ author }) => `/api/users/${author.id}/posts`, [200, 404]],
  ["the post", ({ post }) => `/api/posts/${post.id}`, [200, 404]],
] satisfies [string, ToPath, number[]][])(
  "%s can be read while an author's account is deleted",
  async (_what, toPath, statuses) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const pair = await signUpWithPost();
      const { id, token } = pair.author;
      const read = () => call(server, "GET", toPath(pair));
      const remove = () => call(server, "DELETE", `/api/users/${id}`, { token });
      const answers = await Promise.all(
        Array.from({ length: 16 }, (_, index) => (index === round % 16 ? remove() : read())),
      );
      expect(answers.splice(round % 16, 1)).toMatchObject([{ status: 204 }]);
      for (const { status, text } of answers) expect(statuses, text.slice(0, 500)).toContain(status);
    }
  },
);

it("changes and deletions of a post during the deletion of its author's account cause no 5xx", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { author, post } = await signUpWithPost();
    const { id, token } = author;
    const change = (method: string) =>
      call(server, method, `/api/posts/${post.id}`, {
        token,
        ...(method !== "DELETE" && { json: newPost() }),
      });
    const remove = () => call(server, "DELETE", `/api/users/${id}`, { token });
    const answers = await Promise.all(
      ["PATCH", "PUT", "PATCH", "PUT", "PATCH", "PUT", "DELETE"].map((method, index) =>
        index === round % 6 ? remove() : change(method),
      ),
    );
    for (const { status, text } of answers) expect([200, 204, 401, 404], text).toContain(status);
  }
});
