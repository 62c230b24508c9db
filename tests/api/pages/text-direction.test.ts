import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { publish } from "../../support/posts";
import { signUp, type Author } from "../../support/users";

const server = provideInkwell();
const TITLE = "دفتر الحبر";
const TEXT = "נייר ודיו";
let author: Author;
let postId: number;

beforeAll(async () => {
  author = await signUp(server);
  ({ id: postId } = await publish(server, author, { title: TITLE, content: TEXT }));
});

async function readHtml(path: string): Promise<string> {
  const { status, text } = await call(server, "GET", path);
  expect(status).toBe(200);
  return text;
}

describe("texts by users choose their own direction", () => {
  it("in the title and the text of a post", async () => {
    const html = await readHtml(`/posts/${postId}`);
    expect(html).toMatch(new RegExp(`<h1 [^>]*dir="auto"[^>]*>${TITLE}</h1>`));
    expect(html).toMatch(new RegExp(`<p [^>]*dir="auto"[^>]*>${TEXT}</p>`));
  });

  it("in the title and the excerpt of a list", async () => {
    const html = await readHtml(`/users/${author.id}/posts`);
    expect(html).toMatch(new RegExp(`<h3 [^>]*dir="auto"[^>]*>(?:<[^>]+>)*${TITLE}<`));
    expect(html).toMatch(new RegExp(`<p [^>]*dir="auto"[^>]*>${TEXT}`));
  });

  it("in the name above an author's posts", async () => {
    const html = await readHtml(`/users/${author.id}/posts`);
    expect(html).toMatch(new RegExp(`<h1 [^>]*dir="auto"[^>]*>${author.username}</h1>`));
  });
});

describe("a username in a line is isolated from the text around it", () => {
  it("in the byline of a post", async () => {
    expect(await readHtml(`/posts/${postId}`)).toContain(`<bdi>${author.username}</bdi>`);
  });

  it("on the page of an author without posts", async () => {
    const silent = await signUp(server);
    expect(await readHtml(`/users/${silent.id}/posts`)).toContain(
      `<bdi>${silent.username}</bdi> has not published any posts.`,
    );
  });
});
