import { expect } from "vitest";
import { call, keepSecret, type Answer } from "../../support/call";
import { findCorruption, query, readPostRows, readSessionRows, readUserRows } from "../../support/database";
import type { Inkwell } from "../../support/inkwell";
import { expectNoContent, newPost, publish, type TestPost } from "../../support/posts";
import { expectProblem } from "../../support/problems";
import { cookieHeader, logInAsPage, readSetCookie, SAME_ORIGIN } from "../../support/refresh-cookie";
import {
  logInOffline,
  renew,
  requireTokens,
  revoke,
  sessionIdOf,
  SESSIONS_PATH,
  type Tokens,
} from "../../support/sessions";
import { logIn, newUser, register, type Author } from "../../support/users";

/** Someone with a post who is logged in several times over, made while all was well. */
export interface World {
  author: Author;
  post: TestPost;
  /** Three more sessions: one to renew and revoke, one to end, one that is a browser's. */
  others: [Tokens, Tokens];
  cookie: string;
}

export async function makeWorld(server: Inkwell): Promise<World> {
  // Through the API: the database may be in a file system of the server's own.
  const user = await register(server);
  const author = { ...user, token: await logIn(server, user) };
  const post = await publish(server, author);
  const others: World["others"] = [await logInOffline(server, author), await logInOffline(server, author)];
  const cookie = readSetCookie(await logInAsPage(server, author))?.value ?? "";
  keepSecret(server, [cookie]);
  return { author, post, others, cookie };
}

/** What it is called, how it is asked for, and what holds once it is done. */
type Write = [
  what: string,
  write: (server: Inkwell, world: World) => Promise<Answer>,
  check: (answer: Answer, server: Inkwell) => unknown,
];

const NEW_PASSWORD = "another canary of the tests";

const WRITES: readonly Write[] = [
  ["register", (server) => call(server, "POST", "/api/users", { json: newUser() }), expectStored],
  [
    "publish",
    (server, { author: { token } }) => call(server, "POST", "/api/posts", { token, json: newPost() }),
    expectStored,
  ],
  [
    "change a post",
    (server, { author: { token }, post }) =>
      call(server, "PUT", `/api/posts/${post.id}`, { token, json: newPost() }),
    expectStored,
  ],
  [
    "change a name",
    (server, { author: { token, id } }) =>
      call(server, "PATCH", `/api/users/${id}`, { token, json: { username: newUser().username } }),
    expectStored,
  ],
  ["renew a session", (server, { others: [{ refreshToken }] }) => renew(server, refreshToken), requireTokens],
  [
    "revoke a token",
    (server, { others: [{ refreshToken }] }) => revoke(server, refreshToken),
    expectSuccessful,
  ],
  [
    "end a session",
    async (server, { author: { token }, others: [, { sid }] }) =>
      call(server, "DELETE", `${SESSIONS_PATH}/${await sessionIdOf(server, sid)}`, { token }),
    expectNoContent,
  ],
  [
    "end all other sessions",
    (server, { author: { token } }) => call(server, "DELETE", SESSIONS_PATH, { token }),
    expectNoContent,
  ],
  [
    "change a password",
    (server, { author: { token, password } }) => {
      const json = { current_password: password, new_password: NEW_PASSWORD };
      return call(server, "PUT", "/api/users/me/password", { token, json });
    },
    expectNoContent,
  ],
  [
    "delete a post",
    (server, { author: { token }, post }) => call(server, "DELETE", `/api/posts/${post.id}`, { token }),
    expectNoContent,
  ],
  [
    "delete an account",
    (server, { author: { token, id } }) => call(server, "DELETE", `/api/users/${id}`, { token }),
    expectNoContent,
  ],
];

/** Every write is 503 with a sentence that tells nothing of the machine, and changes nothing. */
export async function expectWritesRefused(server: Inkwell, world: World): Promise<void> {
  const before = await readAll(server);
  for (const [what, write] of WRITES) {
    const answer = await write(server, world);
    expect(answer.status, what).toBe(503);
    expectProblem(answer, "overloaded", {
      detail: "The server cannot store data right now. Please try again later.",
      headers: { "retry-after": "60" },
    });
  }
  expect(await readAll(server)).toEqual(before);
}

/** Pages and lists are answered, people are known, and log in, with a browser that knows them, too. */
export async function expectReads(server: Inkwell, { author, post, cookie }: World): Promise<void> {
  expect(await call(server, "GET", "/api/health")).toMatchObject({ status: 200, body: { status: "ok" } });
  expect(await call(server, "GET", `/api/posts/${post.id}`)).toMatchObject({ status: 200, body: post });
  expect(await call(server, "GET", "/api/posts")).toMatchObject({ status: 200, body: [{ id: post.id }] });
  for (const page of ["/", `/posts/${post.id}`]) {
    const response = await fetch(server.url + page);
    expect([page, response.status, (await response.text()).includes(post.title)]).toEqual([page, 200, true]);
  }
  const ofPage = await logInAsPage(server, author, { ...SAME_ORIGIN, ...cookieHeader(cookie) });
  expect(ofPage.status, ofPage.text).toBe(200);
  for (const token of [await logIn(server, author), (ofPage.body as { access_token: string }).access_token])
    expect(await call(server, "GET", "/api/users/me", { token })).toMatchObject({ body: { id: author.id } });
  const form = { username: author.email, password: "another canary" };
  expectProblem(await call(server, "POST", "/api/users/token", { form }), "invalid-credentials");
}

/** Every write is done. */
export async function expectWrites(server: Inkwell, world: World): Promise<void> {
  for (const [, write, check] of WRITES) await check(await write(server, world), server);
}

function expectSuccessful({ status, text }: Answer): void {
  expect(status, text).toBeLessThan(300);
}

/** What was stored can be seen by another process. */
async function expectStored(answer: Answer, server: Inkwell): Promise<void> {
  expectSuccessful(answer);
  const { id, title, username } = answer.body as { id: number; title?: string; username?: string };
  const [table, column] = title === undefined ? ["users", "username"] : ["posts", "title"];
  const rows = await query(server, `SELECT ${column} AS stored FROM ${table} WHERE id = ?`, id);
  expect(rows).toEqual([{ stored: title ?? username }]);
}

/** All that is stored, in a file that is whole. */
async function readAll(server: Inkwell): Promise<unknown[][]> {
  expect(await findCorruption(server)).toEqual([]);
  return [await readUserRows(server), await readPostRows(server), await readSessionRows(server)];
}
