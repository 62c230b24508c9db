import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { execute } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem, expectSuccess } from "../../support/problems";
import { addUser, signUp, type TestUser } from "../../support/users";

const server = provideInkwell();
let user: TestUser;

beforeAll(async () => {
  user = await addUser(server);
});

const get = (id: string) => call(server, "GET", `/api/users/${id}`);

it("answers anyone with what anyone may see", async () => {
  const { id, username } = user;
  const body = { id, username, image_file: null, image_path: "/images/default-avatar.svg" };
  expectSuccess(await get(String(user.id)), 200, body);
  expectSuccess(
    await call(server, "GET", `/api/users/${user.id}`, { token: (await signUp(server)).token }),
    200,
    body,
  );
  expectSuccess(await call(server, "GET", `/api/users/${user.id}`, { token: "x" }), 200, body);
});

it("names the picture and its path once there is one", async () => {
  const { id, username } = await addUser(server);
  await execute(server, "UPDATE users SET image_file = 'portrait.webp' WHERE id = ?", id);
  expectSuccess(await get(String(id)), 200, {
    id,
    username,
    image_file: "portrait.webp",
    image_path: "/images/portrait.webp",
  });
});

it("takes leading zeros for what they are", async () => {
  expect(await get(`00${user.id}`)).toMatchObject({ status: 200, body: { id: user.id } });
});

describe("an id that no row has is 404, however large or small", () => {
  it.each([
    "0",
    "000",
    "2000000000",
    "2147483647",
    "2147483648",
    "9007199254740993",
    "18446744073709551617",
    `1${"0".repeat(30)}`,
    "9".repeat(5_000),
  ])("%s", async (id) => {
    expectProblem(await get(id), "user-not-found", { detail: "User not found" });
  });

  it("that of a deleted user", async () => {
    const { id } = await addUser(server);
    await execute(server, "DELETE FROM users WHERE id = ?", id);
    expectProblem(await get(String(id)), "user-not-found", { detail: "User not found" });
  });
});

describe("an id that is not decimal digits alone is 422", () => {
  it.each([
    "1.0",
    "1.5",
    "+1",
    "-1",
    "1e3",
    "0x1",
    "abc",
    "1abc",
    "1,2",
    "1;2",
    "%201",
    "1%20",
    "1%0a",
    "1%00",
    "1%2f",
    "1%2F2",
    "%D9%A1",
    "%EF%BC%91",
    "NaN",
    "Infinity",
    "null",
    "ME",
    "me.json",
    "__proto__",
    "[id]",
    "%ff",
    "%",
    "1%zz",
  ])("%s", async (id) => {
    expectProblem(await get(id), "validation-error", {
      errors: [{ parameter: "id", detail: expect.stringMatching(/\S/), code: "invalid-format" }],
    });
  });
});

it("matches `me` before an id", async () => {
  expectProblem(await get("me"), "not-authenticated");
});

it("tells HEAD what it tells GET, without the body", async () => {
  expect(await call(server, "HEAD", `/api/users/${user.id}`)).toMatchObject({
    status: 200,
    headers: (await get(String(user.id))).headers,
    text: "",
  });
  expect(await call(server, "HEAD", "/api/users/2000000000")).toMatchObject({
    status: 404,
    headers: (await get("2000000000")).headers,
    text: "",
  });
});
