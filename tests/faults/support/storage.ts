import { expect } from "vitest";
import { call, type Answer } from "../../support/call";
import { withDatabase } from "../../support/database";
import type { Inkwell } from "../../support/inkwell";
import { expectNoContent, newPost, type Author, type TestPost } from "../../support/posts";
import { expectProblem } from "../../support/problems";
import { logIn, newUser } from "../../support/users";

/** Someone with a post, made while all was well. */
export interface World {
  author: Author;
  post: TestPost;
}

const WRITES: readonly [string, (server: Inkwell, world: World) => Promise<Answer>][] = [
  ["register", (server) => call(server, "POST", "/api/users", { json: newUser() })],
  [
    "publish",
    (server, { author: { token } }) => call(server, "POST", "/api/posts", { token, json: newPost() }),
  ],
  [
    "change a post",
    (server, { author: { token }, post }) =>
      call(server, "PUT", `/api/posts/${post.id}`, { token, json: newPost() }),
  ],
  [
    "change a name",
    (server, { author: { token, id } }) =>
      call(server, "PATCH", `/api/users/${id}`, { token, json: { username: newUser().username } }),
  ],
  [
    "delete a post",
    (server, { author: { token }, post }) => call(server, "DELETE", `/api/posts/${post.id}`, { token }),
  ],
  [
    "delete an account",
    (server, { author: { token, id } }) => call(server, "DELETE", `/api/users/${id}`, { token }),
  ],
];

/** Every write is 503 with a sentence that tells nothing of the machine, and changes nothing. */
export async function expectWritesRefused(server: Inkwell, world: World): Promise<void> {
  const before = readAll(server);
  for (const [what, write] of WRITES) {
    const answer = await write(server, world);
    expect(answer.status, what).toBe(503);
    expectProblem(answer, "overloaded", {
      detail: "Inkwell's storage is out of order. Please try again later.",
      headers: { "retry-after": "60" },
    });
  }
  expect(readAll(server)).toEqual(before);
}

/** Pages and lists are answered, people are known, and log in. */
export async function expectReads(server: Inkwell, { author, post }: World): Promise<void> {
  expect(await call(server, "GET", "/api/health")).toMatchObject({ status: 200, body: { status: "ok" } });
  expect(await call(server, "GET", `/api/posts/${post.id}`)).toMatchObject({ status: 200, body: post });
  expect(await call(server, "GET", "/api/posts")).toMatchObject({ status: 200, body: [{ id: post.id }] });
  for (const page of ["/", `/posts/${post.id}`]) {
    const response = await fetch(server.url + page);
    expect([page, response.status, (await response.text()).includes(post.title)]).toEqual([page, 200, true]);
  }
  const token = await logIn(server, author);
  expect(await call(server, "GET", "/api/users/me", { token })).toMatchObject({ body: { id: author.id } });
  const form = { username: author.email, password: "another canary" };
  expectProblem(await call(server, "POST", "/api/users/token", { form }), "invalid-credentials");
}

/** Every write is done, and what it stored can be seen by another process. */
export async function expectWrites(server: Inkwell, world: World): Promise<void> {
  for (const [, write] of WRITES.slice(0, 4)) {
    const answer = await write(server, world);
    expect(answer.status, answer.text).toBeLessThan(300);
    const { id, title, username } = answer.body as { id: number; title?: string; username?: string };
    const [table, column] = title === undefined ? ["users", "username"] : ["posts", "title"];
    const stored = withDatabase(server, (database) =>
      database.prepare(`SELECT ${column} FROM ${table} WHERE id = ?`).pluck().get(id),
    );
    expect(stored).toBe(title ?? username);
  }
  for (const [, write] of WRITES.slice(4)) expectNoContent(await write(server, world));
  expect(JSON.stringify(readAll(server).posts)).not.toContain(`"user_id":${world.author.id}`);
}

/** All that is stored, in a file that is whole. */
function readAll(server: Inkwell) {
  return withDatabase(server, (database) => {
    expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
    return {
      users: database.prepare("SELECT * FROM users ORDER BY id").all(),
      posts: database.prepare("SELECT * FROM posts ORDER BY id").all(),
    };
  });
}
