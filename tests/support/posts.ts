import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { call, type Answer } from "./call";
import { withDatabase } from "./database";
import { SECRET_KEY, type Inkwell } from "./inkwell";
import { mintToken, readToken } from "./mint-token";
import { API_HEADERS } from "./security-headers";
import { newUser, type signUp, type TestUser } from "./users";

/** A user who is signed in. */
export type Author = Awaited<ReturnType<typeof signUp>>;

export interface TestPost {
  id: number;
  title: string;
  content: string;
  user_id: number;
  date_posted: string;
  author: Record<string, unknown>;
}

/** A row of the posts table, column by column. */
export interface PostRow {
  id: number;
  title: string;
  content: string;
  user_id: number;
  date_posted: string;
}

/** ISO 8601 in UTC with `Z`. */
export const TIME: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);

let count = 0;

/** The body of a post that is like no other of the file. */
export function newPost(overrides: { title?: string; content?: string } = {}) {
  count += 1;
  return { title: `Post ${count}`, content: `Text of post ${count}.`, ...overrides };
}

/** `UserPublic`, of a user without a picture. */
export function publicOf({ id, username }: Pick<TestUser, "id" | "username">) {
  return { id, username, image_file: null, image_path: "/images/default-avatar.svg" };
}

/** Publishes a post. */
export async function publish(
  server: Inkwell,
  { token }: Pick<Author, "token">,
  overrides: { title?: string; content?: string } = {},
): Promise<TestPost> {
  const answer = await call(server, "POST", "/api/posts", { token, json: newPost(overrides) });
  expect(answer.status, answer.text).toBe(201);
  return answer.body as TestPost;
}

/** Publishes posts one after the other, and gives them newest first, as lists do. */
export async function publishMany(
  server: Inkwell,
  author: Pick<Author, "token">,
  howMany: number,
): Promise<TestPost[]> {
  const posts: TestPost[] = [];
  for (let index = 0; index < howMany; index += 1) posts.unshift(await publish(server, author));
  return posts;
}

/** The rows of the posts table, oldest first. */
export function readPostRows(server: Inkwell): PostRow[] {
  return withDatabase(server, (database) =>
    database.prepare<[], PostRow>("SELECT * FROM posts ORDER BY id").all(),
  );
}

/** Compares a whole answer with the 204 that it must be. */
export function expectNoContent(answer: Answer): void {
  expect(answer).toEqual({
    status: 204,
    requestId: expect.stringMatching(/^[\w-]+$/),
    headers: API_HEADERS,
    text: "",
    body: undefined,
  });
}

/** The address of the next page that an answer links to (RFC 8288), the only link that it may have. */
export function nextPage({ headers: { link } }: Answer): string | undefined {
  if (link === undefined) return undefined;
  const [, target] = /^<(\/[^<>]*)>; rel="next"$/.exec(link) ?? [];
  expect(target, `Link: ${link}`).toBeDefined();
  return target;
}

/** The posts of a page. */
export function postsOf({ status, body, text }: Answer): TestPost[] {
  expect(status, text).toBe(200);
  return body as TestPost[];
}

/** Reads a list to its end, from link to link, and gives its pages. */
export async function readPages(server: Inkwell, path: string): Promise<TestPost[][]> {
  const pages: TestPost[][] = [];
  const addresses: string[] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    expect(addresses, "a page that leads back").not.toContain(next);
    addresses.push(next);
    const answer: Answer = await call(server, "GET", next);
    pages.push(postsOf(answer));
    next = nextPage(answer);
  }
  return pages;
}

/** The cursor of the page that follows an answer. */
export function cursorOf(answer: Answer): string {
  const cursor = new URL(nextPage(answer) ?? "/", "http://localhost").searchParams.get("cursor");
  expect(cursor).toBeTruthy();
  return cursor ?? "";
}

/** A token like that of `author`, signed with the same key, that expired an hour ago. */
export function expired({ token }: Pick<Author, "token">): string {
  const exp = Math.floor(Date.now() / 1000) - 3600;
  return changeClaims(token, { iat: exp - 1800, exp });
}

/**
 * Makes an account and a session of it without the work of hashing a password, for tests that need many; `like` is anyone's
 * token, whose password the account has.
 */
export function addAuthor(server: Inkwell, like: string): Pick<Author, "id" | "username" | "token"> {
  const { username, email } = newUser();
  const sid = randomUUID();
  const id = withDatabase(server, (database) => {
    const { lastInsertRowid } = database
      .prepare(
        `INSERT INTO users (username, username_key, email, password_hash)
         SELECT ?, ?, ?, password_hash FROM users WHERE id = ?`,
      )
      .run(username, username.toLowerCase(), email, Number(readToken(like).claims["sub"]));
    database
      .prepare(
        `INSERT INTO sessions (sid, user_id, device, address, created_at, last_used_at, expires_at)
         SELECT ?, ?, device, address, created_at, last_used_at, expires_at FROM sessions WHERE sid = ?`,
      )
      .run(sid, lastInsertRowid, readToken(like).claims["sid"]);
    return Number(lastInsertRowid);
  });
  return {
    id,
    username,
    token: changeClaims(like, { sub: String(id), sid, auth_time: Math.floor(Date.now() / 1000) }),
  };
}

function changeClaims(token: string, changes: Record<string, unknown>): string {
  const { header, claims } = readToken(token);
  return mintToken(header, { ...claims, ...changes }, SECRET_KEY);
}
