import { beforeAll, describe, expect, it } from "vitest";
import { toInitialsPath } from "@/lib/schemas/initials";
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

it("GET /api/users/{id} returns the public profile to anyone", async () => {
  const { id, username } = user;
  const body = { id, username, image_file: null, image_path: toInitialsPath(username) };
  expectSuccess(await get(String(user.id)), 200, body);
  expectSuccess(
    await call(server, "GET", `/api/users/${user.id}`, { token: (await signUp(server)).token }),
    200,
    body,
  );
  expectSuccess(await call(server, "GET", `/api/users/${user.id}`, { token: "x" }), 200, body);
});

it("GET /api/users/{id} returns the user's image and its path", async () => {
  const { id, username } = await addUser(server);
  await execute(server, "UPDATE users SET image_file = 'portrait.webp' WHERE id = ?", id);
  expectSuccess(await get(String(id)), 200, {
    id,
    username,
    image_file: "portrait.webp",
    image_path: "/images/portrait.webp",
  });
});

it("GET /api/users/{id} ignores leading zeros of the id", async () => {
  expect(await get(`00${user.id}`)).toMatchObject({ status: 200, body: { id: user.id } });
});

describe("GET /api/users/{id} with an unknown id", () => {
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
  ])("returns 404 for %s", async (id) => {
    expectProblem(await get(id), "user-not-found", { detail: "User not found" });
  });

  it("returns 404 for a deleted user", async () => {
    const { id } = await addUser(server);
    await execute(server, "DELETE FROM users WHERE id = ?", id);
    expectProblem(await get(String(id)), "user-not-found", { detail: "User not found" });
  });
});

describe("GET /api/users/{id} with an id that is not only digits", () => {
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
  ])("returns 422 for %s", async (id) => {
    expectProblem(await get(id), "validation-error", {
      errors: [{ parameter: "id", detail: expect.stringMatching(/\S/), code: "invalid-format" }],
    });
  });
});

it("GET /api/users/me is not taken for an id", async () => {
  expectProblem(await get("me"), "not-authenticated");
});

it("HEAD /api/users/{id} returns the status and headers of GET without a body", async () => {
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
