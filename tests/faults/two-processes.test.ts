import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { call } from "../support/call";
import { startInkwell, type OwnInkwell } from "../support/inkwell";
import { cursorOf, postsOf, publish, addPosts, readPages, type TestPost } from "../support/posts";
import { expectProblem } from "../support/problems";
import { newUser, signUp } from "../support/users";

const ROUNDS = 5;
const POSTS = 40;

let folder: string;
let servers: [OwnInkwell, OwnInkwell];

// Both at once, on a folder without a database.
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "inkwell-two-"));
  const databaseUrl = `file:${folder}/blog.db`;
  servers = await Promise.all([startInkwell({ databaseUrl }), startInkwell({ databaseUrl })]);
  return async () => {
    for (const server of servers) await server.stop();
    rmSync(folder, { recursive: true });
  };
});

it("one of two processes that start at once on a new database migrates it", () => {
  const applied = servers.map((server) => server.output().match(/^Applied .*/m)?.[0]);
  expect(applied.filter((line) => line !== undefined)).toHaveLength(1);
  for (const server of servers) expect(server.output()).not.toMatch(/busy|locked/i);
});

it("two processes see each other's acknowledged writes at once", async () => {
  const [one, other] = servers;
  const { token } = await signUp(one);
  const write = async (here: OwnInkwell, there: OwnInkwell) => {
    const ids: number[] = [];
    for (let count = 0; count < POSTS; count += 1) {
      const post = await publish(here, { token });
      expect(await call(there, "GET", `/api/posts/${post.id}`)).toMatchObject({ status: 200, body: post });
      const changed = { title: `Changed ${count}` };
      expect((await call(there, "PATCH", `/api/posts/${post.id}`, { token, json: changed })).status).toBe(
        200,
      );
      expect(await call(here, "GET", `/api/posts/${post.id}`)).toMatchObject({ body: changed });
      ids.push(post.id);
    }
    return ids;
  };
  const written = await Promise.all([
    write(one, other),
    write(other, one),
    write(one, other),
    write(other, one),
  ]);
  const ids = written.flat().sort((a, b) => b - a);
  expect(new Set(ids).size).toBe(4 * POSTS);
  for (const server of servers) {
    const listed = postsOf(await call(server, "GET", "/api/posts?limit=100")).map(({ id }) => id);
    expect(listed).toEqual(ids.slice(0, 100));
  }
});

it.each([
  ["one username", () => ({ username: newUser().username }), "username-taken"],
  ["one email", () => ({ email: newUser().email }), "email-taken"],
] as const)(
  "one of several concurrent registrations of %s in two processes succeeds",
  async (_what, makeShared, code) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const shared = makeShared();
      const answers = await Promise.all(
        [0, 1, 2, 3, 4, 5].map((index) =>
          call(servers[(index % 2) as 0 | 1], "POST", "/api/users", { json: newUser(shared) }),
        ),
      );
      const rejected = answers.filter(({ status }) => status !== 201);
      expect(rejected).toHaveLength(5);
      const [member] = Object.keys(shared) as [string];
      for (const answer of rejected)
        expectProblem(answer, code, { errors: [expect.objectContaining({ pointer: `#/${member}` })] });
    }
  },
);

it("tokens and cursors of one process work in the other, and end with the account in both", async () => {
  const [one, other] = servers;
  const author = await signUp(one);
  const { id, token } = author;
  const posts = await addPosts(one, author, 6);
  const first = await call(one, "GET", `/api/users/${id}/posts?limit=3`);
  const second = await call(other, "GET", `/api/users/${id}/posts?limit=3&cursor=${cursorOf(first)}`);
  expect([...postsOf(first), ...postsOf(second)]).toEqual(posts);
  expect(await call(other, "GET", "/api/users/me", { token })).toMatchObject({ status: 200, body: { id } });
  expect((await call(other, "DELETE", `/api/users/${id}`, { token })).status).toBe(204);
  expectProblem(await call(one, "GET", "/api/users/me", { token }), "invalid-token");
  expectProblem(await call(one, "GET", `/api/users/${id}`), "user-not-found");
});

it("a third process that starts during writes loses no acknowledged write of any process", async () => {
  const author = await signUp(servers[0]);
  let isOver = false;
  const write = async (server: OwnInkwell) => {
    const ids: number[] = [];
    while (!isOver) ids.push((await publish(server, author)).id);
    return ids;
  };
  const writing = Promise.all([...servers, ...servers].map(write));
  const third = await startInkwell({ databaseUrl: `file:${folder}/blog.db` });
  const ofThird: TestPost[] = [];
  while (ofThird.length < POSTS) ofThird.push(await publish(third, author));
  isOver = true;
  const ids = [...(await writing).flat(), ...ofThird.map(({ id }) => id)].sort((a, b) => a - b);
  expect(third.output()).not.toMatch(/Applied|busy|locked/i);
  for (const server of [...servers, third])
    expect(
      (await readPages(server, `/api/users/${author.id}/posts?limit=100`)).flat().map(({ id }) => id),
    ).toEqual(ids.toReversed());
  await third.stop();
});
