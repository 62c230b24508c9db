import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { readPostRows, type PostRow } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { newPost, publish, type TestPost } from "../../support/posts";
import { expectProblem, fieldErrorOf } from "../../support/problems";
import { signUp, type Author } from "../../support/users";

const server = provideInkwell();
let ada: Author;
let post: TestPost;
let rows: PostRow[];

beforeAll(async () => {
  ada = await signUp(server);
  post = await publish(server, ada);
  rows = await readPostRows(server, ada.id);
});

type Text = Partial<Record<"title" | "content", unknown>>;

/** The methods that write a post; the same rules hold for all. */
const WAYS: [string, (text: Text) => Promise<Awaited<ReturnType<typeof call>>>][] = [
  ["POST", (text) => write("POST", "/api/posts", { ...newPost(), ...text })],
  ["PUT", (text) => write("PUT", `/api/posts/${post.id}`, { ...newPost(), ...text })],
  ["PATCH", (text) => write("PATCH", `/api/posts/${post.id}`, text)],
];

const write = (method: string, path: string, json: unknown) =>
  call(server, method, path, { token: ada.token, json });

describe.each(WAYS)("%s of a post", (_method, send) => {
  it.each([
    ["of one character", "x", "x"],
    ["of 100 characters", "t".repeat(100), "t".repeat(100)],
    ["of 100 characters of two UTF-16 units each", "😀".repeat(100), "😀".repeat(100)],
    ["of 100 characters between white space", `\r\n\t ${"t".repeat(100)} \u3000`, "t".repeat(100)],
    ["with white space inside, which is kept", "a  b\tc", "a  b\tc"],
    ["with markup", "</title><script>alert(1)</script>", "</title><script>alert(1)</script>"],
    ["in another direction", "\u202eשלום\u202c", "\u202eשלום\u202c"],
    ["that is not normalized", "e\u0301 ﬁ", "e\u0301 ﬁ"],
    ["with line separators", "a\u2028b\u2029c", "a\u2028b\u2029c"],
    ["like SQL", "'); DROP TABLE posts; --", "'); DROP TABLE posts; --"],
  ])("accepts a title %s", async (_what, title, shown) => {
    const answer = await send({ title });
    expect([200, 201]).toContain(answer.status);
    const { id, title: answered } = answer.body as TestPost;
    expect(answered).toBe(shown);
    expect(await call(server, "GET", `/api/posts/${id}`)).toMatchObject({ body: { title: shown } });
    expect((await readPostRows(server, ada.id)).find((row) => row.id === id)?.title).toBe(shown);
  });

  it.each([
    ["of one character", "x"],
    ["of 50,000 characters", "x".repeat(50_000)],
    ["of 50,000 characters of two UTF-16 units each", "😀".repeat(50_000)],
    ["with white space before and after it", " \r\n\t x \t\r\n "],
    ["with line breaks of every kind", "a\nb\r\nc\rd\u0085e\u2028f\u2029g"],
    ["with tabs and control characters", "\ta\u0001\u001b[1m\u007f"],
    ["with markup", "<script>alert(1)</script><!-- ]]> </script> &amp; &lt;"],
    ["with emoji of several code points", "👩‍👩‍👧‍👦🏳️‍🌈\u{e0041}"],
    ["in another direction", "\u202eمرحبا\u202c שלום"],
    ["that is not normalized", "e\u0301 \u212b ﬁ \ufeff"],
    ["with noncharacters", "\uffff\ufffe\u{10ffff}\ufffd"],
    ["that looks like JSON and templates", '{"a":"\\u0000"} ${x} %s $& {{x}}'],
  ])("stores a text %s exactly as it was typed", async (_what, content) => {
    const answer = await send({ content });
    expect([200, 201]).toContain(answer.status);
    const { id, content: answered } = answer.body as TestPost;
    expect(answered).toBe(content);
    expect(await call(server, "GET", `/api/posts/${id}`)).toMatchObject({ body: { content } });
    expect((await readPostRows(server, ada.id)).find((row) => row.id === id)?.content).toBe(content);
  });

  describe("rejects, without storing anything,", () => {
    beforeAll(async () => {
      rows = await readPostRows(server, ada.id);
    });

    it.each<[string, keyof Text, unknown, string]>([
      ["an empty title", "title", "", "too-short"],
      ["a title of only white space", "title", " \t\r\n\u00a0\u2003\u3000\ufeff", "too-short"],
      ["a title of 101 characters", "title", "t".repeat(101), "too-long"],
      ["a title of 101 characters of two units each", "title", "😀".repeat(101), "too-long"],
      ["a title of 100,000 characters", "title", "t".repeat(100_000), "too-long"],
      ["a title with NUL", "title", "a\0b", "invalid-value"],
      ["a title of only NUL", "title", "\0", "invalid-format"],
      ["a title of only invisible characters", "title", "\u200b\u2800 \u3164\ufe0f", "invalid-format"],
      ["a title with half a character", "title", "a\ud83d", "invalid-value"],
      ["a title that is null", "title", null, "invalid-type"],
      ["a title that is a number", "title", 1, "invalid-type"],
      ["a title that is an object", "title", { set: "x" }, "invalid-type"],
      ["a title that is an empty list", "title", [], "invalid-type"],
      ["an empty text", "content", "", "invalid-format"],
      ["a text of only white space", "content", " \t\r\n\u00a0\u2003\u3000\ufeff\u2028", "invalid-format"],
      ["a text of only invisible characters", "content", "\u200b\n\u2800\ufffc", "invalid-format"],
      ["a text of 50,000 spaces", "content", " ".repeat(50_000), "invalid-format"],
      ["a text of 50,001 characters", "content", "x".repeat(50_001), "too-long"],
      ["a text of 50,001 characters of two units each", "content", "😀".repeat(50_001), "too-long"],
      ["a text with NUL", "content", "a\0b", "invalid-value"],
      ["a text with half a character", "content", "\udc00a", "invalid-value"],
      ["a text that is null", "content", null, "invalid-type"],
      ["a text that is a list", "content", ["x"], "invalid-type"],
      ["a text that is an object with a length", "content", { length: 50_001 }, "invalid-type"],
      ["a text that is a boolean", "content", true, "invalid-type"],
    ])("%s", async (_what, field, value, code) => {
      expectProblem(await send({ [field]: value }), "validation-error", {
        errors: [fieldErrorOf(field, code)],
      });
      expect(await readPostRows(server, ada.id)).toEqual(rows);
    });

    it("two invalid fields, and reports both errors", async () => {
      expectProblem(await send({ title: " ", content: "x".repeat(50_001) }), "validation-error", {
        errors: [fieldErrorOf("title", "too-short"), fieldErrorOf("content", "too-long")],
      });
      expect(await readPostRows(server, ada.id)).toEqual(rows);
    });

    it("a body over 256 KiB", async () => {
      expectProblem(await send({ content: "x".repeat(256 * 1024) }), "payload-too-large");
      expect(await readPostRows(server, ada.id)).toEqual(rows);
    });
  });
});
