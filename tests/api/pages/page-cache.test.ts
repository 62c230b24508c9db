import { beforeEach, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { execute } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { requestPage } from "../../support/page-response";
import { newPost, publish, type TestPost } from "../../support/posts";
import { signUp, type Author } from "../../support/users";

const server = provideInkwell();
let author: Author;
let post: TestPost;

const pagesOf = () => ["/", `/posts/${post.id}`, `/users/${author.id}/posts`];

/** Requests pages and expects that they come from memory, where they have a tag. Other files write to the same site meanwhile. */
async function read(): Promise<string[]> {
  return Promise.all(
    pagesOf().map(async (page) => {
      const { status, headers, text } = await requestPage(server, page);
      expect([status, headers.etag !== undefined], page).toEqual(status === 404 ? [404, false] : [200, true]);
      return text;
    }),
  );
}

/** Expects that the next request for each page shows a text or does not. */
async function expectShown(text: string, isShown: boolean[]): Promise<void> {
  expect((await read()).map((page) => page.includes(text))).toEqual(isShown);
}

beforeEach(async () => {
  author = await signUp(server);
  post = await publish(server, author, { title: `A title of ${author.username}` });
  await expectShown(post.title, [true, true, true]);
});

describe("the next request after a write gets a page that shows it", () => {
  it("a new post, on the page of the post before it, too", async () => {
    const { title } = await publish(server, author, { title: `Newer of ${author.username}` });
    await expectShown(title, [true, true, true]);
  });

  it("an edited title and text", async () => {
    const json = { title: `Edited by ${author.username}`, content: `Text edited by ${author.username}` };
    await call(server, "PATCH", `/api/posts/${post.id}`, { token: author.token, json });
    const pages = await read();
    for (const page of pages)
      expect([page.includes(json.title), page.includes(json.content)]).toEqual([true, true]);
    for (const page of pages) expect(page).not.toContain(post.title);
  });

  it("a deleted post", async () => {
    await call(server, "DELETE", `/api/posts/${post.id}`, { token: author.token });
    await expectShown(post.title, [false, false, false]);
    expect((await requestPage(server, `/posts/${post.id}`)).status).toBe(404);
  });

  it("another username", async () => {
    const username = `Renamed ${author.username}`;
    await call(server, "PATCH", `/api/users/${author.id}`, { token: author.token, json: { username } });
    await expectShown(username, [true, true, true]);
  });

  it("a deleted account", async () => {
    const answer = await call(server, "DELETE", `/api/users/${author.id}`, { token: author.token });
    expect(answer.status).toBe(204);
    await expectShown(post.title, [false, false, false]);
    expect((await requestPage(server, `/users/${author.id}/posts`)).status).toBe(404);
  });
});

describe("the next request after a change by another program gets a page that shows it", () => {
  it("an inserted post", async () => {
    const { title, content } = newPost({ title: `Inserted for ${author.username}` });
    const sql = "INSERT INTO posts (title, content, user_id, date_posted) VALUES (?, ?, ?, ?)";
    await execute(server, sql, title, content, author.id, new Date());
    await expectShown(title, [true, true, true]);
  });

  it("a changed post and author", async () => {
    await execute(server, "UPDATE posts SET title = ? WHERE id = ?", "Changed\u2014by SQL", post.id);
    await expectShown("Changed\u2014by SQL", [true, true, true]);
    await execute(
      server,
      "UPDATE users SET username = ? WHERE id = ?",
      `${author.username}\u2014by SQL`,
      author.id,
    );
    await expectShown(`${author.username}\u2014by SQL`, [true, true, true]);
  });

  it("a changed picture", async () => {
    await execute(server, "UPDATE users SET image_file = ? WHERE id = ?", `${author.id}.png`, author.id);
    const answer = await call(server, "GET", `/api/users/${author.id}`);
    await expectShown((answer.body as { image_path: string }).image_path, [true, true, true]);
  });

  it("a deleted post, and an author deleted with all posts", async () => {
    const other = await publish(server, author, { title: `Other of ${author.username}` });
    await execute(server, "DELETE FROM posts WHERE id = ?", post.id);
    await expectShown(post.title, [false, false, false]);
    await execute(server, "DELETE FROM users WHERE id = ?", author.id);
    await expectShown(other.title, [false, false, false]);
  });
});

it("older pages of a list show a write, too", async () => {
  for (let count = 0; count < 20; count++) await publish(server, author);
  const [, path = ""] = /href="(\/users\/\d+\/posts\?cursor=[^"]+)"/.exec((await read())[2] ?? "") ?? [];
  const readOlder = async () => (await requestPage(server, path)).text;
  expect(await readOlder()).toContain(post.title);
  await execute(server, "UPDATE posts SET title = ? WHERE id = ?", `Older of ${author.username}`, post.id);
  expect(await readOlder()).toContain(`Older of ${author.username}`);
});
