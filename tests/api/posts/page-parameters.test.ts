import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideOwnInkwell } from "../../support/inkwell";
import { respell } from "../../support/mint-token";
import { cursorOf, expectNoContent, postsOf, publish, addPosts } from "../../support/posts";
import { expectProblem, type ExpectedFieldError } from "../../support/problems";
import { signUp, type Author } from "../../support/users";

const server = provideOwnInkwell();
let ada: Author;
let bob: Author;
let cursorOfAll: string;
let cursorOfAda: string;

beforeAll(async () => {
  ada = await signUp(server);
  bob = await signUp(server);
  await addPosts(server, ada, 5);
  await addPosts(server, bob, 5);
  cursorOfAll = cursorOf(await get("/api/posts?limit=4"));
  cursorOfAda = cursorOf(await get(`/api/users/${ada.id}/posts?limit=4`));
});

const get = (path: string) => call(server, "GET", path);
const fieldErrorAt = (parameter: string, code: string): ExpectedFieldError => ({
  parameter,
  detail: expect.stringMatching(/^[A-Z].*\S$/),
  code,
});

describe.each([
  ["/api/posts", () => "/api/posts"],
  ["/api/users/{id}/posts", () => `/api/users/${ada.id}/posts`],
])("GET %s", (_path, toPath) => {
  it.each(["1", "2", "99", "100", "007", "%31"])("accepts limit=%s", async (limit) => {
    const { status, body } = await get(`${toPath()}?limit=${limit}`);
    expect(status).toBe(200);
    expect((body as unknown[]).length).toBeLessThanOrEqual(Number(decodeURIComponent(limit)));
  });

  it.each([
    "0",
    "101",
    "abc",
    "1.5",
    "1.0",
    "-1",
    "",
    "1e1",
    "%2B5",
    "+5",
    "%205",
    "5%20",
    "5%0a",
    "0x10",
    "1_0",
    "1,0",
    "Infinity",
    "NaN",
    "null",
    "%D9%A3",
    "%EF%BC%95",
    "4294967297",
    "9".repeat(40),
  ])("rejects limit=%s", async (limit) => {
    expectProblem(await get(`${toPath()}?limit=${limit}`), "validation-error", {
      errors: [fieldErrorAt("limit", expect.stringMatching(/^invalid-(format|value)$/) as string)],
    });
  });

  it("rejects a repeated parameter, with the same value or another", async () => {
    for (const query of ["limit=5&limit=5", "limit=5&limit=6", "limit=5&cursor=x&limit=6"]) {
      expectProblem(await get(`${toPath()}?${query}`), "validation-error", {
        errors: [fieldErrorAt("limit", "repeated")],
      });
    }
    expectProblem(await get(`${toPath()}?cursor=x&cursor=x`), "validation-error", {
      errors: [fieldErrorAt("cursor", "repeated")],
    });
  });

  it("ignores unknown parameters, including names in another case", async () => {
    const plain = await get(toPath());
    for (const query of [
      "page=2",
      "offset=3&sort=id",
      "LIMIT=1",
      "limit[]=1",
      "__proto__=1",
      "id=2000000000",
      "&&=",
    ]) {
      expect((await get(`${toPath()}?${query}`)).text).toBe(plain.text);
    }
  });

  describe("rejects a cursor that the server did not issue:", () => {
    it.each<[string, (cursor: string) => string]>([
      ["an empty one", () => ""],
      ["a word", () => "abc"],
      ["a number", () => "3"],
      ["NUL", () => "%00"],
      ["bytes that are not UTF-8", () => "%ff"],
      ["12 bytes of zeros", () => Buffer.alloc(12).toString("base64url")],
      [
        "bytes of zeros and an id",
        () => Buffer.concat([Buffer.alloc(12), Buffer.from("3")]).toString("base64url"),
      ],
      ["one without its last character", (cursor) => cursor.slice(0, -1)],
      ["one without its second half", (cursor) => cursor.slice(0, cursor.length / 2)],
      ["one with another character at its end", (cursor) => `${cursor}A`],
      ["one with another digit of the id", (cursor) => withBytes(cursor, nextId)],
      [
        "one with another digit at its end",
        (cursor) => withBytes(cursor, (bytes) => Buffer.concat([bytes, Buffer.from("0")])),
      ],
      ["one with a zero before the id", (cursor) => withBytes(cursor, zeroBeforeId)],
      [
        "one with another first byte",
        (cursor) => withBytes(cursor, (bytes) => bytes.fill((bytes[0] ?? 0) ^ 1, 0, 1)),
      ],
      ["one with padding", (cursor) => `${cursor}%3D`],
      ["one with white space", (cursor) => `%20${cursor}`],
      [
        "one with an inner character that decoders skip",
        (cursor) => `${cursor.slice(0, 4)}!${cursor.slice(4)}`,
      ],
      ["the same bytes in another spelling", respell],
      ["one in another case", (cursor) => swapCase(cursor)],
      ["8,000 characters", () => "A".repeat(8_000)],
      ["one repeated 400 times", (cursor) => cursor.repeat(400)],
    ])("%s", async (_what, change) => {
      const cursor = toPath() === "/api/posts" ? cursorOfAll : cursorOfAda;
      const changed = change(cursor);
      expect(changed).not.toBe(cursor);
      expect((await get(`${toPath()}?cursor=${cursor}`)).status).toBe(200);
      expectProblem(await get(`${toPath()}?cursor=${changed}`), "validation-error", {
        errors: [fieldErrorAt("cursor", "unknown-cursor")],
      });
    });
  });

  it("rejects a cursor of another list", async () => {
    const cursors = { "/api/posts": cursorOfAll, [`/api/users/${ada.id}/posts`]: cursorOfAda };
    const cursorOfBob = cursorOf(await get(`/api/users/${bob.id}/posts?limit=1`));
    const foreign = Object.entries({ ...cursors, bob: cursorOfBob }).filter(([path]) => path !== toPath());
    expect(foreign).toHaveLength(2);
    for (const [, cursor] of foreign) {
      expectProblem(await get(`${toPath()}?cursor=${cursor}`), "validation-error", {
        errors: [fieldErrorAt("cursor", "unknown-cursor")],
      });
    }
  });

  it("continues after a cursor whose post was deleted", async () => {
    const posts = [];
    for (let index = 0; index < 4; index += 1) posts.unshift(await publish(server, ada));
    const cursor = cursorOf(await get(`${toPath()}?limit=2`));
    const [, last, ...older] = posts;
    expectNoContent(await call(server, "DELETE", `/api/posts/${last?.id}`, { token: ada.token }));
    expect(postsOf(await get(`${toPath()}?limit=2&cursor=${cursor}`))).toEqual(older);
  });
});

function withBytes(cursor: string, change: (bytes: Buffer) => Buffer): string {
  return change(Buffer.from(cursor, "base64url")).toString("base64url");
}

const nextId = (bytes: Buffer) => bytes.fill((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1);
const zeroBeforeId = (bytes: Buffer) =>
  Buffer.concat([bytes.subarray(0, 12), Buffer.from("0"), bytes.subarray(12)]);

function swapCase(text: string): string {
  return text.replace(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}
