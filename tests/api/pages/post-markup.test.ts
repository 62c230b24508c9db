import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { readPage } from "../../support/html";
import { provideInkwell } from "../../support/inkwell";
import { publish, type TestPost } from "../../support/posts";
import { signUp } from "../../support/users";

const server = provideInkwell();

/** Texts with a meaning in HTML, scripts, attributes, templates or replacement patterns. */
const HOSTILE = [
  "<script>alert('canary')</script>",
  "</script><script>alert('canary')</script>",
  "</title></head><body><h1>canary</h1>",
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  "<!-- canary",
  "--> <!--<script> canary",
  "]]> <![CDATA[ canary",
  "</textarea></style></noscript></div></article></main></body></html>canary",
  "&lt;b&gt; &amp;amp; &#60;",
  "line\u2028separators\u2029here",
  "{{7*7}} ${7*7} <%= 7*7 %> #{7*7}",
  "%s %d %o %%",
  "$& $` $' $1 $$ costs $$5",
  '\\u003cscript\\u003e \\ \\" \\n',
  "javascript:alert(1)",
  "\u202eright to left\u202c",
  "__proto__",
  "$undefined $L1 $@2 $F3 @4",
];

/** Returns the Markdown of a text, in which no sign means anything. */
const escapeMarkdown = (text: string) => text.replace(/[!-/:-@[-`{-~]/g, "\\$&");

/** Publishes a post of a new author; the pages of two such posts differ only by their texts. */
async function write(text: string) {
  const author = await signUp(server);
  return publish(server, author, { title: text, content: escapeMarkdown(text) });
}

async function open(path: string) {
  const { status, text } = await call(server, "GET", path);
  expect(status).toBe(200);
  return readPage(text);
}

describe.each(HOSTILE)("the text %j", (text) => {
  let post: TestPost;
  let harmless: TestPost;

  beforeAll(async () => {
    // Each of the two has a post before and after it.
    await write("first");
    post = await write(text);
    harmless = await write("harmless");
    await write("last");
  });

  it("is shown as typed in the head and body of the post's page", async () => {
    const { title, meta, texts, tags } = await open(`/posts/${post.id}`);
    expect(texts("h1")).toEqual([text]);
    expect(texts("article").join()).toContain(text);
    expect(title).toBe(`${text} · Inkwell`);
    expect(meta["og:title"]).toBe(text);
    expect(meta["description"]).toBe(text.replace(/\s+/g, " "));
    expect(meta["og:description"]).toBe(meta["description"]);
    expect(tags).toEqual((await open(`/posts/${harmless.id}`)).tags);
  });

  it("is shown as typed in lists", async () => {
    const { texts, tags } = await open(`/users/${post.user_id}/posts`);
    expect(texts("h3")).toEqual([text]);
    expect(texts("article").join()).toContain(text.replace(/\s+/g, " "));
    expect(tags).toEqual((await open(`/users/${harmless.user_id}/posts`)).tags);
    expect((await open("/")).texts("h3")).toContain(text);
  });

  it("is JSON in the API, which no browser takes for HTML", async () => {
    const answer = await call(server, "GET", `/api/posts/${post.id}`);
    expect(answer).toMatchObject({ body: post, headers: { "content-type": "application/json" } });
    expect(post).toMatchObject({ title: text, content: escapeMarkdown(text) });
  });
});

it("an author's name is shown as typed, whatever it contains", async () => {
  for (const username of ["<b>A</b> & \"B\" 'C'", "$& $` $' A", "</script><!-- A", "%s A"]) {
    const author = await signUp(server);
    const json = { username };
    const changed = await call(server, "PATCH", `/api/users/${author.id}`, { token: author.token, json });
    expect(changed.status, changed.text).toBe(200);
    const { title, meta, texts } = await open(`/users/${author.id}/posts`);
    expect([title, texts("h1"), meta["og:title"]]).toEqual([`${username} · Inkwell`, [username], username]);
    expect(meta["description"]).toContain(username);
  }
});
