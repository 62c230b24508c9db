import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem, fieldErrorOf } from "../../support/problems";
import { newUser } from "../../support/users";

const server = provideInkwell();

const send = (
  body: BodyInit | null,
  headers: Record<string, string> = { "Content-Type": "application/json" },
) => call(server, "POST", "/api/users", { ...(body !== null && { body }), headers });

describe("malformed JSON", () => {
  it.each([
    ["an empty body", ""],
    ["only white space", " \n "],
    ["half an object", '{"username":"ada"'],
    ["a trailing comma", '{"username":"ada",}'],
    ["single quotes", "{'username':'ada'}"],
    ["no quotes", "{username:1}"],
    ["NaN", '{"username":NaN}'],
    ["a comment", '{"username":"ada"}//'],
    ["two objects", "{}{}"],
    ["a raw line break in a string", '{"username":"a\nb"}'],
    ["a form", "username=ada&email=ada@example.com"],
    ["markup", "<user/>"],
    ["100,000 open brackets", "[".repeat(100_000)],
    ["bytes that are not UTF-8", Buffer.from('{"username":"\u00ff"}', "latin1")],
    ["half a character of UTF-8", Buffer.from('{"username":"é').subarray(0, -1)],
    ["a surrogate in UTF-8", Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ["UTF-16", Buffer.from(JSON.stringify(newUser()), "utf16le")],
    ["UTF-16 with a byte order mark", Buffer.from(`\ufeff${JSON.stringify(newUser())}`, "utf16le")],
    ["NUL", "\u0000"],
  ])("is rejected with 400: %s", async (_what, body) => {
    expectProblem(await send(body), "malformed-json");
  });

  it("is rejected with 400: no body at all", async () => {
    expectProblem(await send(null), "malformed-json");
    expectProblem(await send(null, {}), "malformed-json");
  });
});

describe("an unsupported media type", () => {
  it.each([
    ["no media type", { "Content-Type": "" }],
    ["text", { "Content-Type": "text/plain" }],
    ["the type text/json", { "Content-Type": "text/json" }],
    ["a form", { "Content-Type": "application/x-www-form-urlencoded" }],
    ["another kind of JSON", { "Content-Type": "application/merge-patch+json" }],
    ["a longer subtype", { "Content-Type": "application/jsonx" }],
    ["two types", { "Content-Type": "text/plain, application/json" }],
    ["a type in a parameter", { "Content-Type": "text/plain; application/json" }],
    ["garbage", { "Content-Type": "</><script>" }],
    ["UTF-16", { "Content-Type": "application/json; charset=utf-16" }],
    ["Latin 1", { "Content-Type": "application/json; charset=iso-8859-1" }],
    ["gzip", { "Content-Type": "application/json", "Content-Encoding": "gzip" }],
    ["several encodings", { "Content-Type": "application/json", "Content-Encoding": "identity, gzip" }],
  ])("is rejected with 415: %s", async (_what, headers) => {
    const json = JSON.stringify(newUser());
    const body = "Content-Encoding" in headers ? gzipSync(json) : json;
    expectProblem(await send(Buffer.from(body), headers), "unsupported-media-type");
  });
});

describe("a body over the limit", () => {
  it.each([
    ["1,000,000 open brackets", "[".repeat(1_000_000)],
    ["1,000,000 levels", "[".repeat(1_000_000) + "]".repeat(1_000_000)],
    [
      "300,000 members",
      JSON.stringify(Object.fromEntries(Array.from({ length: 300_000 }, (_, n) => [n, 0]))),
    ],
    ["a number of 1,000,000 digits", `{"n":1${"0".repeat(999_999)}}`],
  ])("is rejected with 413: %s", async (_what, body) => {
    expectProblem(await send(body), "payload-too-large");
  });
});

describe("a JSON body", () => {
  it.each([
    "application/json; charset=utf-8",
    "application/json;charset=UTF-8",
    'application/json; charset="Utf-8"',
    "Application/JSON",
    "application/json; version=1",
  ])("is accepted with the media type %s", async (contentType) => {
    expect((await send(JSON.stringify(newUser()), { "Content-Type": contentType })).status).toBe(201);
  });

  it.each([
    ["white space around the object", (json: string) => `\r\n\t ${json} \n`],
    ["a byte order mark (RFC 8259 §8.1)", (json: string) => `\ufeff${json}`],
    ["100,000 levels in an unknown member", (json: string) => nest(json, "[", "]", 100_000)],
    ["40,000 objects in an unknown member", (json: string) => nest(json, '{"a":', "}", 40_000, "1")],
    ["20,000 unknown members", (json: string) => manyMembers(json)],
    ["a number of 100,000 digits", (json: string) => json.replace("{", `{"n":1${"0".repeat(100_000)},`)],
  ])("is accepted with %s", async (_what, change) => {
    expect((await send(change(JSON.stringify(newUser())))).status).toBe(201);
  });

  it("may repeat a member, of which the last value counts", async () => {
    const [first, last] = [newUser(), newUser()];
    const body = JSON.stringify(first).replace("}", `,"username":"${last.username}"}`);
    expect(await send(body)).toMatchObject({
      status: 201,
      body: { username: last.username, email: first.email },
    });
  });

  it("of 100,000 levels is rejected because it is not an object", async () => {
    expectProblem(await send("[".repeat(100_000) + "]".repeat(100_000)), "validation-error", {
      errors: [fieldErrorOf("", "invalid-type")],
    });
  });

  it("with 100,000 levels as the username is rejected because they are not a string", async () => {
    const body = JSON.stringify({ ...newUser(), username: "NAME" }).replace(
      '"NAME"',
      "[".repeat(1e5) + "]".repeat(1e5),
    );
    expectProblem(await send(body), "validation-error", {
      errors: [fieldErrorOf("username", "invalid-type")],
    });
  });
});

function nest(json: string, open: string, close: string, depth: number, core = ""): string {
  return json.replace("{", `{"unknown":${open.repeat(depth)}${core}${close.repeat(depth)},`);
}

function manyMembers(json: string): string {
  const members = Array.from({ length: 20_000 }, (_, index) => `"m${index}":0,`);
  return json.replace("{", `{${members.join("")}`);
}
