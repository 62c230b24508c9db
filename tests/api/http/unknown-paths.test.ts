import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { callRaw } from "../../support/open-request";
import { expectProblem } from "../../support/problems";
import { addUser, newUser, type TestUser } from "../../support/users";

const server = provideInkwell();
let user: TestUser;

beforeAll(async () => {
  user = await addUser(server);
});

describe("an unknown path below /api", () => {
  it.each([
    "/api",
    "/api/",
    "/api/nothing",
    "/api/user",
    "/api/users.json",
    "/api/users/me/x.css",
    "/api/users/1/nothing",
    "/api/users/token/1",
    "/api/health/x",
    "/api/Users",
    "/api/../api/nothing",
    "/api/%2e%2e/api/%2e%2e/api/nothing",
    "/api/..%2f..%2f.env",
    "/api/%5busers%5d",
    "/api/[[...unknown]]",
    "/api/%ff",
    "/api/%",
    "/api/%00",
    "/api/a%2fb",
    "/api/nothing?path=/api/health",
    `/api/${"deep/".repeat(1_000)}`,
  ])("gets 404: %s", async (path) => {
    expectProblem(await callRaw(server, "GET", path), "not-found");
  });

  it.each(["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])("gets 404 for %s", async (method) => {
    expectProblem(await callRaw(server, method, "/api/nothing"), "not-found");
  });

  it("gets 404 for HEAD, without a body", async () => {
    expect(await callRaw(server, "HEAD", "/api/nothing")).toMatchObject({
      status: 404,
      headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
      text: "",
    });
  });
});

describe("a slash at the end of an API path", () => {
  it("changes nothing for GET, and does not redirect", async () => {
    expect(await callRaw(server, "GET", "/api/users/1/")).toMatchObject({ status: 200, body: { id: 1 } });
    expectProblem(await callRaw(server, "GET", "/api/users/me/"), "not-authenticated");
    expect((await callRaw(server, "GET", "/api/health/")).status).toBe(200);
  });

  it("changes nothing for POST, and does not redirect", async () => {
    const form = { username: user.email, password: user.password };
    expect((await call(server, "POST", "/api/users/token/", { form })).status).toBe(200);
    expect((await call(server, "POST", "/api/users/", { json: newUser() })).status).toBe(201);
  });
});

describe("a request target", () => {
  it.each([
    ["in absolute form (RFC 9112 §3.2.2) is served", "http://evil.example/api/users/1", 200],
    ["in absolute form without a path is served", "http://evil.example", 200],
    ["with a fragment is served", "/api/users/1#me", 200],
    ["with stray percent signs in its query is served", "/api/users/1?a=%ff&%=%", 200],
  ])("%s", async (_what, target, status) => {
    expect(await callRaw(server, "GET", target)).toMatchObject({ status });
  });

  it.each([
    "/api//users/1",
    "//api/users/1",
    "/api/users//me",
    "/api\\users\\1",
    "/api/users/\\evil.example",
  ])("with doubled slashes or backslashes does not redirect: %s", async (target) => {
    const answer = await callRaw(server, "GET", target);
    expect(answer).toMatchObject({ requestId: expect.stringMatching(/./) });
    expect(answer.headers["location"]).toBeUndefined();
    expect(answer.status).toBeLessThan(500);
  });

  it.each(["GET", "OPTIONS", "POST", "DELETE", "TRACE"])("of * causes no 5xx for %s", async (method) => {
    expect((await callRaw(server, method, "*")).status).toBeLessThan(500);
  });
});

it("every response has its own request id, whatever the client sends", async () => {
  const headers = { "X-Request-Id": "mine" };
  const answers = await Promise.all(
    ["/api/health", "/api/users/1", "/api/users/me", "/api/nothing", "/api/users/x", "/api/users"].map(
      (path) => call(server, "GET", path, { headers }),
    ),
  );
  const ids = answers.map(({ requestId }) => requestId);
  expect(ids).not.toContain("mine");
  expect(ids).not.toContain(undefined);
  expect(new Set(ids).size).toBe(answers.length);
});

it("internal headers of Next change no response of the API", async () => {
  const plain = await call(server, "GET", "/api/users/1");
  for (const name of [
    "RSC",
    "Next-Router-Prefetch",
    "Next-Action",
    "x-invoke-status",
    "x-matched-path",
    "x-middleware-rewrite",
  ]) {
    const answer = await call(server, "GET", "/api/users/1", { headers: { [name]: "1" } });
    expect({ name, ...answer, requestId: "" }).toEqual({ name, ...plain, requestId: "" });
  }
});
