import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { provideOwnInkwell } from "../support/inkwell";
import { newPost, publish } from "../support/posts";
import { cookieHeader, SAME_ORIGIN } from "../support/refresh-cookie";
import { TOKEN_PATH } from "../support/sessions";
import { newUser, PASSWORD, signUp, type TestUser } from "../support/users";

/** The longest that one request may block the event loop, in milliseconds. */
const GAP_MS = 200;
/** Attempts per request: other load on the machine slows some of them, a slow algorithm all of them. */
const TURNS = 10;

const PRELOAD = path.join(import.meta.dirname, "support/watch-loop.mjs");
const server = provideOwnInkwell({ env: { NODE_OPTIONS: `--import=${PRELOAD}` } });
let user: TestUser & { token: string };
let longest = 0;

beforeAll(async () => {
  user = await signUp(server);
  // The modules that the first request of a kind loads do not count.
  const post = await publish(server, user);
  for (const page of ["/", `/posts/${post.id}`]) await (await fetch(server.url + page)).text();
});

afterAll(() => console.log(`longest gap ${longest.toFixed(0)} ms`));

/** Returns the longest block of the event loop since the last call, in milliseconds. */
async function readGap(): Promise<number> {
  const gaps = () => [...server.output().matchAll(/The loop stood still for (\S+) ms\./g)];
  const count = gaps().length;
  process.kill(server.pid, "SIGUSR2");
  await vi.waitUntil(() => gaps().length > count, { interval: 5, timeout: 30_000 });
  return Number(gaps().at(-1)?.[1]);
}

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Returns the shortest of the blocks that several attempts of a request caused, in milliseconds. */
async function measure(target: string, { method = "POST", headers = {}, body }: Sent): Promise<number> {
  let best = Infinity;
  for (let turn = 0; turn < TURNS && best >= GAP_MS; turn += 1) {
    await readGap();
    const response = await fetch(server.url + target, {
      method,
      headers,
      ...(body !== undefined && { body }),
    });
    await response.arrayBuffer();
    expect(response.status).toBeLessThan(500);
    best = Math.min(best, await readGap());
  }
  longest = Math.max(longest, best);
  return best;
}

const JSON_TYPE = { "Content-Type": "application/json" };
const FORM_TYPE = { "Content-Type": "application/x-www-form-urlencoded" };
const bearer = () => ({ Authorization: `Bearer ${user.token}` });

const NEST = 100_000;
const BODIES: [string, string][] = [
  ["lists in lists", `${"[".repeat(NEST)}${"]".repeat(NEST)}`],
  ["lists in lists without an end", "[".repeat(2 * NEST)],
  ["lists in lists in a member", `{"username":${"[".repeat(NEST)}${"]".repeat(NEST)}}`],
  ["objects in objects", `${'{"":'.repeat(NEST / 2)}1${"}".repeat(NEST / 2)}`],
  ["as many members as fit", `{${Array.from({ length: 23_000 }, (_, index) => `"${index}":1`).join()}}`],
  ["the longest number", `{"username":${"9".repeat(250_000)}}`],
];

const TEXTS: [string, string][] = [
  ["250 KiB of one letter", "a".repeat(250 * 1024)],
  ["250 KiB of spaces", " ".repeat(250 * 1024)],
  ["spaces between two letters", `a${" ".repeat(250_000)}b`],
  ["alternating spaces and line breaks", " \n".repeat(60_000)],
  ["unordered combining marks", "\u0301".repeat(65_000) + "\u0316".repeat(65_000)],
  ["an invalid email", `${"a.".repeat(60_000)}@${"a.".repeat(60_000)}`],
];

/** Each field with a text, and the request that sends it. */
const FIELDS: [string, (text: string) => [string, Sent]][] = [
  ...(["username", "email", "password"] as const).map((name): (typeof FIELDS)[number] => [
    `${name} of a registration`,
    (text) => ["/api/users", { headers: JSON_TYPE, body: JSON.stringify({ ...newUser(), [name]: text }) }],
  ]),
  ...(["title", "content"] as const).map((name): (typeof FIELDS)[number] => [
    `${name} of a post`,
    (text) => [
      "/api/posts",
      { headers: { ...JSON_TYPE, ...bearer() }, body: JSON.stringify({ ...newPost(), [name]: text }) },
    ],
  ]),
  ...(["current_password", "new_password"] as const).map((name): (typeof FIELDS)[number] => [
    name,
    (text) => [
      "/api/users/me/password",
      {
        method: "PUT",
        headers: { ...JSON_TYPE, ...bearer() },
        body: JSON.stringify({ current_password: "not mine", new_password: PASSWORD, [name]: text }),
      },
    ],
  ]),
  ...(["username", "password", "scope"] as const).map((name): (typeof FIELDS)[number] => [
    `${name} of a login`,
    (text) => {
      const form = { username: "nobody@example.com", password: "a", [name]: text };
      // Unescaped, because a form needs three characters for each escaped byte.
      const body = Object.entries(form)
        .map((member) => member.join("="))
        .join("&");
      return [TOKEN_PATH, { headers: FORM_TYPE, body }];
    },
  ]),
];

describe.each(FIELDS)("%s", (_field, send) => {
  it.each(TEXTS)("of %s does not block the event loop", async (_what, text) => {
    const [target, sent] = send(text);
    expect(await measure(target, sent)).toBeLessThan(GAP_MS);
  });
});

describe.each(["/api/users", "/api/posts"])("a body for %s", (target) => {
  it.each(BODIES)("of %s does not block the event loop", async (_what, body) => {
    const headers = { ...JSON_TYPE, ...bearer() };
    expect(await measure(target, { headers, body })).toBeLessThan(GAP_MS);
  });
});

describe("the headers of a request", () => {
  const HEADS: [string, string, () => Sent][] = [
    [
      "a token of 8 KiB",
      "/api/users/me",
      () => ({ headers: { Authorization: `Bearer ${"a".repeat(8_192)}` } }),
    ],
    [
      "a token of dots",
      "/api/users/me",
      () => ({ headers: { Authorization: `Bearer ${"a.".repeat(4_096)}` } }),
    ],
    [
      "a scheme and spaces",
      "/api/users/me",
      () => ({ headers: { Authorization: `Bearer${" ".repeat(8_000)}a` } }),
    ],
    ["a page's cookie of 15 KiB", "/", () => ({ headers: cookieHeader("a".repeat(15_000)) })],
    ["a page's 3,000 cookies", "/", () => ({ headers: { Cookie: "a=b; ".repeat(3_000) } })],
    ["a cursor of 15 KiB", `/api/posts?cursor=${"a".repeat(15_000)}`, () => ({})],
    ["a path of 15 KiB", `/${"a/".repeat(7_500)}`, () => ({})],
  ];
  it.each(HEADS)("with %s do not block the event loop", async (_what, target, sent) => {
    expect(await measure(target, { method: "GET", ...sent() })).toBeLessThan(GAP_MS);
  });

  it.each([
    ["a refresh token of 15 KiB", cookieHeader("a".repeat(15_000))],
    ["900 refresh tokens", { Cookie: "refresh_token=; ".repeat(900) }],
  ])("for a renewal with %s do not block the event loop", async (_what, cookies) => {
    const headers = { ...FORM_TYPE, ...SAME_ORIGIN, ...cookies };
    const body = "grant_type=refresh_token&client_id=web";
    expect(await measure(TOKEN_PATH, { headers, body })).toBeLessThan(GAP_MS);
  });
});

describe("a post", () => {
  it.each(["http://", "http://a.b ", "www.", "a@a.", "(", "\n", "//", "é\u0301\u0316", "mailto:"])(
    "of repeated %j does not block the event loop when it is written or read",
    async (piece) => {
      const content =
        piece
          .repeat(50_000 / piece.length)
          .padStart(50_000, "a")
          .slice(0, 49_999) + "z";
      const headers = { ...JSON_TYPE, ...bearer() };
      const body = JSON.stringify({ title: "Hostile", content });
      expect(await measure("/api/posts", { headers, body })).toBeLessThan(GAP_MS);
      const { id } = await publish(server, user, { content });
      for (const page of [`/posts/${id}`, "/"])
        expect(await measure(page, { method: "GET" }), page).toBeLessThan(GAP_MS);
    },
  );
});
