import { expect, it } from "vitest";
import { readArchive, splitFrontMatter } from "../../support/archive";
import { call, expectDocumented } from "../../support/call";
import { insertPosts, readUserRow } from "../../support/database";
import { provideInkwell, provideOwnInkwell, type Inkwell } from "../../support/inkwell";
import { makePng, storePicture } from "../../support/pictures";
import { addPosts, publicOf, publish, TIME, type TestPost } from "../../support/posts";
import { addSession, signUp } from "../../support/users";
import { API_HEADERS } from "../../support/security-headers";

const SITE_URL = "https://blog.example";
const shared = provideInkwell();
const named = provideOwnInkwell({ env: { SITE_URL } });
const PATH = "/api/users/me/export";

async function download(server: Inkwell, token: string, method = "GET") {
  const headers = { Authorization: `Bearer ${token}` };
  const response = await fetch(server.url + PATH, { method, headers });
  const bytes = Buffer.from(await response.arrayBuffer());
  const received = Object.fromEntries(response.headers);
  await expectDocumented(server.url, method, PATH, { status: response.status, headers: received, text: "" });
  return { status: response.status, headers: received, bytes };
}

const readFiles = async (server: Inkwell, token: string) =>
  readArchive((await download(server, token)).bytes);

it("exports the account, its sessions and its posts, and nothing of others", async () => {
  const author = await signUp(shared);
  const other = await signUp(shared);
  await addSession(shared, author);
  const posts = await addPosts(shared, author, 3);
  await addPosts(shared, other, 1);
  const files = await readFiles(shared, author.token);
  expect(files.map(({ name }) => name)).toEqual([
    "account.json",
    "sessions.json",
    ...posts.map(
      ({ id, title }) => `posts/${String(id).padStart(6, "0")}-${title.toLowerCase().replace(" ", "-")}.md`,
    ),
  ]);
  const [account, sessions, ...texts] = files.map(({ readText }) => readText());
  const row = await readUserRow(shared, author.id);
  const me = (await call(shared, "GET", "/api/users/me", { token: author.token })).body;
  expect(me).toMatchObject({ ...publicOf(author), email: author.email });
  expect(JSON.parse(account ?? "")).toEqual({
    ...(me as object),
    created_at: new Date(row?.created_at ?? "").toISOString(),
  });
  const session = {
    id: expect.any(Number),
    device: "node",
    address: "127.0.0.1",
    created_at: TIME,
    last_used_at: TIME,
  };
  expect(JSON.parse(sessions ?? "")).toEqual(
    expect.arrayContaining([
      { ...session, current: true },
      { ...session, current: false },
    ]),
  );
  expect(texts.map(splitFrontMatter)).toEqual(
    posts.map(({ id, title, content, date_posted }) => ({
      data: { title, id, date: date_posted },
      text: content,
    })),
  );
});

it("exports the picture as it is served", async () => {
  const author = await signUp(shared);
  const { served } = await storePicture(shared, author, await makePng());
  const [, , picture] = await readFiles(shared, author.token);
  expect(picture).toMatchObject({ name: "picture.webp", bytes: served });
});

it("contains no password, no hash and no token", async () => {
  const author = await signUp(shared);
  await addPosts(shared, author, 1);
  const { bytes } = await download(shared, author.token);
  const secrets = [...shared.secrets, "$argon2", "password", "hash", "sid", "token"];
  expect(secrets.filter((secret) => bytes.includes(secret))).toEqual([]);
});

it("suggests a file name, may not be cached, and has no body for HEAD", async () => {
  const { token } = await signUp(shared);
  const today = new Date().toISOString().slice(0, 10);
  for (const method of ["GET", "HEAD"]) {
    const { status, headers, bytes } = await download(shared, token, method);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      ...API_HEADERS,
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="inkwell-export-${today}.zip"`,
      "cache-control": "no-store",
      "x-request-id": expect.any(String),
    });
    expect(headers["content-encoding"]).toBeUndefined();
    expect(bytes.length > 0).toBe(method === "GET");
  }
});

/** Titles as the database may have them, and the names of their files after the id. */
const TITLES: [title: string, slug: string][] = [
  ["Quotes: \"double\", 'single' and `back`", "-quotes-double-single-and-back"],
  ["a: b # c & d ! e % @ f", "-a-b-c-d-e-f"],
  ["- a list", "-a-list"],
  ["---", ""],
  ["...", ""],
  ["null", "-null"],
  ["2026-11-29", "-2026-11-29"],
  ["{[*&?|>", ""],
  ["two\nlines\r\nor\ttabs", "-two-lines-or-tabs"],
  ["separators\u2028and\u2029and\u0085and\u007f and\ufeff", "-separators-and-and-and-and"],
  ["\\ back\\slash \\u0041 \\n", "-back-slash-u0041-n"],
  ["../../etc/passwd", "-etc-passwd"],
  ["C:\\Windows\\CON", "-c-windows-con"],
  ["con", "-con"],
  ["dots . and spaces . . ", "-dots-and-spaces"],
  ["🦑", ""],
  ["Ink 🦑 and 👩‍👩‍👧", "-ink-and"],
  ["Über Tinte", "-über-tinte"],
  ["墨水について", "-墨水について"],
  ["حبر", "-حبر"],
  ["same", "-same"],
  ["same", "-same"],
  ["x".repeat(100), `-${"x".repeat(50)}`],
  ["𠀀".repeat(100), `-${"𠀀".repeat(50)}`],
];
const TEXTS = [
  "---\ntitle: not this one\n---\n\nText",
  "CRLF\r\n\r\n",
  "\ufeffBOM",
  " ",
  "🦑\u2028€",
  "\n\n---\n\n",
];

it("quotes every title, keeps every text byte for byte, and has valid, distinct file names", async () => {
  const author = await signUp(named);
  const rows = TITLES.map(([title], index) => ({
    title,
    content: TEXTS[index % TEXTS.length] ?? "",
    user_id: author.id,
  }));
  const ids = await insertPosts(named, rows);
  const files = (await readFiles(named, author.token)).slice(2).reverse();
  expect(files.map(({ name }) => name)).toEqual(
    TITLES.map(([, slug], index) => `posts/${String(ids[index]).padStart(6, "0")}${slug}.md`),
  );
  for (const { name, isNameUtf8 } of files) {
    expect(isNameUtf8).toBe(true);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  }
  expect(files.map(({ readText }) => splitFrontMatter(readText()))).toEqual(
    rows.map(({ title, content }, index) => ({
      data: { title, id: ids[index], date: TIME, permalink: `${SITE_URL}/posts/${ids[index]}` },
      text: content,
    })),
  );
});

it("says when a post was edited", async () => {
  const author = await signUp(shared);
  const { id, date_posted } = await publish(shared, author);
  const json = { title: "Edited", content: "New." };
  const { body } = await call(shared, "PATCH", `/api/posts/${id}`, { token: author.token, json });
  const { date_edited } = body as TestPost;
  const file = (await readFiles(shared, author.token)).at(-1);
  expect(splitFrontMatter(file?.readText() ?? "")).toEqual({
    data: { title: "Edited", id, date: date_posted, date_edited },
    text: "New.",
  });
});

it("has all posts of several pages, each with its own time", async () => {
  const author = await signUp(shared);
  const posts = Array.from({ length: 250 }, (_, index) => ({
    title: `Post ${index}`,
    content: "€".repeat(index * 20),
    user_id: author.id,
    date_posted: new Date(Date.UTC(2001, 0, index + 1, 12)),
  }));
  await insertPosts(shared, posts);
  const files = (await readFiles(shared, author.token)).slice(2).reverse();
  const found = files.map(({ readText, lastModified }) => ({
    ...splitFrontMatter(readText()),
    lastModified,
  }));
  expect(found.map(({ text }) => text)).toEqual(posts.map(({ content }) => content));
  expect(found.map(({ lastModified }) => lastModified)).toEqual(posts.map(({ date_posted }) => date_posted));
});
