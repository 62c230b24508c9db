import { toInitialsPath } from "@/lib/schemas/initials";
import { expect } from "vitest";
import { call, type Answer } from "./call";
import { insertPosts } from "./database";
import type { Inkwell } from "./inkwell";
import { changeClaims } from "./mint-token";
import { API_HEADERS } from "./security-headers";
import type { Author, TestUser } from "./users";

export interface TestPost {
  id: number;
  title: string;
  content: string;
  user_id: number;
  date_posted: string;
  date_edited: string | null;
  author: Record<string, unknown>;
}

/** ISO 8601 in UTC with `Z`. */
export const TIME: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);

let count = 0;

/** Returns the body of a post that differs from all others of its file. */
export function newPost(overrides: { title?: string; content?: string } = {}) {
  count += 1;
  return { title: `Post ${count}`, content: `Text of post ${count}.`, ...overrides };
}

/** Returns the public view of a user without a picture. */
export function publicOf({ id, username }: Pick<TestUser, "id" | "username">) {
  return { id, username, image_file: null, image_path: toInitialsPath(username) };
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

/** Adds posts straight to the database, and returns them newest first, as lists do. */
export async function addPosts(
  server: Inkwell,
  author: Pick<Author, "id" | "username">,
  howMany: number,
): Promise<TestPost[]> {
  const date_posted = new Date();
  const posts = Array.from({ length: howMany }, () => ({ ...newPost(), user_id: author.id, date_posted }));
  const ids = await insertPosts(server, posts);
  const toPost = (post: (typeof posts)[number], index: number): TestPost => ({
    ...post,
    id: ids[index] as number,
    date_posted: date_posted.toISOString(),
    date_edited: null,
    author: publicOf(author),
  });
  return posts.map(toPost).reverse();
}

/** Expects a 204 response, with all its headers. */
export function expectNoContent(answer: Answer): void {
  expect(answer).toEqual({
    status: 204,
    requestId: expect.stringMatching(/^[\w-]+$/),
    headers: API_HEADERS,
    text: "",
    body: undefined,
  });
}

/** Returns the target of the link to the next page (RFC 8288), the only link that a response may have. */
export function nextPage({ headers: { link } }: Answer): string | undefined {
  if (link === undefined) return undefined;
  const [, target] = /^<(\/[^<>]*)>; rel="next"$/.exec(link) ?? [];
  expect(target, `Link: ${link}`).toBeDefined();
  return target;
}

/** Returns the posts of a page. */
export function postsOf({ status, body, text }: Answer): TestPost[] {
  expect(status, text).toBe(200);
  return body as TestPost[];
}

/** Follows the links of a list to its end and returns its pages. */
export async function readPages(server: Inkwell, path: string): Promise<TestPost[][]> {
  const pages: TestPost[][] = [];
  const addresses: string[] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    expect(addresses, "a page that links back").not.toContain(next);
    addresses.push(next);
    const answer: Answer = await call(server, "GET", next);
    pages.push(postsOf(answer));
    next = nextPage(answer);
  }
  return pages;
}

/** Returns the cursor of the next page. */
export function cursorOf(answer: Answer): string {
  const cursor = new URL(nextPage(answer) ?? "/", "http://localhost").searchParams.get("cursor");
  expect(cursor).toBeTruthy();
  return cursor ?? "";
}

/** Returns a token like that of `author`, signed with the same key, that expired an hour ago. */
export function expired({ token }: Pick<Author, "token">): string {
  const exp = Math.floor(Date.now() / 1000) - 3600;
  return changeClaims(token, { iat: exp - 1800, exp });
}
