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

/** A user with a post and several sessions, set up before the storage fails. */
export interface World {
  author: Author;
  post: TestPost;
  /** Further sessions: one to renew and revoke, one to end, and one of a browser. */
  others: [Tokens, Tokens];
  cookie: string;
}

export async function makeWorld(server: Inkwell): Promise<World> {
  // Through the API, because the database may be in a file system that only the server sees.
  const user = await register(server);
  const author = { ...user, token: await logIn(server, user) };
  const post = await publish(server, author);
  const others: World["others"] = [await logInOffline(server, author), await logInOffline(server, author)];
  const cookie = readSetCookie(await logInAsPage(server, author))?.value ?? "";
  keepSecret(server, [cookie]);
  return { author, post, others, cookie };
}

/** The name of a write, its request, and the check of its response. */
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

/** Expects that every write gets 503 with a message that reveals no internals, and changes nothing. */
export async function expectWritesRejected(server: Inkwell, world: World): Promise<void> {
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

/** Expects that pages, lists, tokens and logins work, including logins with a refresh cookie. */
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

/** Expects that every write succeeds. */
export async function expectWrites(server: Inkwell, world: World): Promise<void> {
  for (const [, write, check] of WRITES) await check(await write(server, world), server);
}

function expectSuccessful({ status, text }: Answer): void {
  expect(status, text).toBeLessThan(300);
}

/** Expects that another process can see what was stored. */
async function expectStored(answer: Answer, server: Inkwell): Promise<void> {
  expectSuccessful(answer);
  const { id, title, username } = answer.body as { id: number; title?: string; username?: string };
  const [table, column] = title === undefined ? ["users", "username"] : ["posts", "title"];
  const rows = await query(server, `SELECT ${column} AS stored FROM ${table} WHERE id = ?`, id);
  expect(rows).toEqual([{ stored: title ?? username }]);
}

/** Returns everything that is stored, in an intact file. */
async function readAll(server: Inkwell): Promise<unknown[][]> {
  expect(await findCorruption(server)).toEqual([]);
  return [await readUserRows(server), await readPostRows(server), await readSessionRows(server)];
}
