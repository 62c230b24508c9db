import sharp from "sharp";
import { beforeEach, describe, expect, it } from "vitest";
import { toInitialsPath } from "@/lib/schemas/initials";
import { call } from "../../support/call";
import { query } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { publish } from "../../support/posts";
import { expectProblem, expectSuccess, fieldErrorOf } from "../../support/problems";
import { drawPicture, makePng, sendPicture, storePicture, toBytes } from "../../support/pictures";
import { signUp, type Author } from "../../support/users";

const server = provideInkwell();
const UNVERIFIED = { email_verified: false, pending_email: null };
let ada: Author;

beforeEach(async () => {
  ada = await signUp(server);
});

const pictureOf = ({ id }: Author) => `/api/users/${id}/picture`;
const readRows = (author: Author) => query(server, "SELECT file FROM pictures WHERE user_id = ?", author.id);

it("a picture is returned with the account, and served as WebP of 512 by 512 pixels", async () => {
  const answer = await sendPicture(server, ada, await makePng());
  const { id, username, email } = ada;
  const { image_file: file } = answer.body as { image_file: string };
  expect(file).toMatch(/^[\w-]{43}\.webp$/);
  const account = { id, username, email, ...UNVERIFIED };
  expectSuccess(answer, 200, { ...account, image_file: file, image_path: `/images/${file}` });
  const response = await fetch(`${server.url}/images/${file}`);
  const image = await sharp(await response.arrayBuffer()).metadata();
  expect(image).toMatchObject({ format: "webp", width: 512, height: 512, space: "srgb" });
});

it.each(["png", "jpeg", "webp", "avif", "gif"] as const)("a picture may be %s", async (format) => {
  const bytes = await toBytes(drawPicture().toFormat(format));
  expect((await sendPicture(server, ada, bytes, `image/${format}`)).status).toBe(200);
});

it("a picture may be the file of a form, whatever its name", async () => {
  const form = new FormData();
  form.append("file", new Blob([await makePng()], { type: "text/html" }), '../../x\r\nX: "y".html');
  expect((await call(server, "PUT", pictureOf(ada), { token: ada.token, body: form })).status).toBe(200);
});

it.each([
  ["no file", []],
  ["a text in its place", [["file", "x"]]],
  ["a file of another name", [["picture", new Blob(["x"])]]],
] as [string, [string, string | Blob][]][])("a form with %s is rejected with 422", async (_what, entries) => {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  const answer = await call(server, "PUT", pictureOf(ada), { token: ada.token, body: form });
  expectProblem(answer, "validation-error", { errors: [fieldErrorOf("file", "required")] });
});

it.each(["image/svg+xml", "image/tiff", "application/json", "text/plain", "image/*", ""])(
  "the media type %j is rejected with 415",
  async (type) => {
    expectProblem(await sendPicture(server, ada, await makePng(), type), "unsupported-media-type");
  },
);

it("a new picture takes the place of the old one, which is no longer served", async () => {
  const first = await storePicture(server, ada, await makePng("red"));
  const second = await storePicture(server, ada, await makePng("green"));
  expect(second.path).not.toBe(first.path);
  expect(await readRows(ada)).toEqual([{ file: second.path.replace("/images/", "") }]);
  expect((await fetch(server.url + first.path)).status).toBe(404);
});

it("simultaneous uploads leave one picture, which is that of the account", async () => {
  const pictures = await Promise.all(["red", "green", "blue", "white"].map((color) => makePng(color)));
  const answers = await Promise.all(pictures.map((bytes) => sendPicture(server, ada, bytes)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const { body } = await call(server, "GET", `/api/users/${ada.id}`);
  expect(await readRows(ada)).toEqual([{ file: (body as { image_file: string }).image_file }]);
});

it("a removed picture is no longer served, and the initials take its place", async () => {
  const { path } = await storePicture(server, ada, await makePng("teal"));
  for (let time = 0; time < 2; time += 1) {
    const answer = await call(server, "DELETE", pictureOf(ada), { token: ada.token });
    const { id, username, email } = ada;
    const account = {
      id,
      username,
      email,
      ...UNVERIFIED,
      image_file: null,
      image_path: toInitialsPath(username),
    };
    expectSuccess(answer, 200, account);
  }
  expect(await readRows(ada)).toEqual([]);
  expect((await fetch(server.url + path)).status).toBe(404);
});

it("a picture that two users have stays when one of them removes it", async () => {
  const bytes = await makePng("#123456");
  const other = await signUp(server);
  const { path } = await storePicture(server, ada, bytes);
  expect((await storePicture(server, other, bytes)).path).toBe(path);
  await call(server, "DELETE", pictureOf(ada), { token: ada.token });
  expect((await fetch(server.url + path)).status).toBe(200);
});

it("deleting an account deletes its picture", async () => {
  const { path } = await storePicture(server, ada, await makePng("#654321"));
  expect((await call(server, "DELETE", `/api/users/${ada.id}`, { token: ada.token })).status).toBe(204);
  expect(await readRows(ada)).toEqual([]);
  expect((await fetch(server.url + path)).status).toBe(404);
});

describe("a changed picture", () => {
  it("changes the ETag of the user, of their posts and of lists, and what pages show", async () => {
    const post = await publish(server, ada);
    const paths = [
      `/api/users/${ada.id}`,
      `/api/posts/${post.id}`,
      `/api/users/${ada.id}/posts`,
      "/api/posts?limit=100",
    ];
    const readEtags = () => Promise.all(paths.map(async (path) => (await call(server, "GET", path)).etag));
    const before = await readEtags();
    const page = `${server.url}/posts/${post.id}`;
    await (await fetch(page)).text();
    const { path } = await storePicture(server, ada, await makePng("#abcdef"));
    const after = await readEtags();
    for (const [index, etag] of after.entries())
      expect([paths[index], etag]).not.toEqual([paths[index], before[index]]);
    for (const url of [page, `${server.url}/users/${ada.id}/posts`])
      expect(await (await fetch(url)).text()).toContain(path);
  });
});

it("another user's picture cannot be changed, and the body is not read", async () => {
  const other = await signUp(server);
  const bytes = await makePng();
  expectProblem(await sendPicture(server, { ...ada, token: other.token }, bytes), "forbidden");
  expectProblem(await sendPicture(server, { id: 99_999_999, token: ada.token }, bytes), "user-not-found");
  expect(await readRows(ada)).toEqual([]);
});
