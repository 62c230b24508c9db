import { beforeAll, describe, expect, it } from "vitest";
import { toInitialsPath } from "@/lib/schemas/initials";
import { call } from "../../support/call";
import { readUserRow, execute } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { callRaw, openRequest } from "../../support/open-request";
import { expectProblem, expectSuccess } from "../../support/problems";
import { register, signUp } from "../../support/users";

const server = provideInkwell();
let ada: Awaited<ReturnType<typeof signUp>>;

beforeAll(async () => {
  ada = await signUp(server);
});

it("GET /api/users/me returns the caller's account, including the email", async () => {
  const { token, id, username, email } = ada;
  expectSuccess(await call(server, "GET", "/api/users/me", { token }), 200, {
    id,
    username,
    email,
    email_verified: false,
    pending_email: null,
    image_file: null,
    image_path: toInitialsPath(username),
  });
});

it("GET /api/users/me returns the account of the token that is sent", async () => {
  const [one, other] = [ada, await signUp(server)];
  const me = (token: string) => call(server, "GET", "/api/users/me", { token });
  expect(await me(other.token)).toMatchObject({ body: { id: other.id } });
  expect(await me(one.token)).toMatchObject({ body: { id: one.id } });
});

it("GET /api/users/me reads the account from the database on each request", async () => {
  const { token, id, username } = await signUp(server);
  const me = () => call(server, "GET", "/api/users/me", { token });
  expect(await me()).toMatchObject({ body: { username } });
  await execute(server, "UPDATE users SET username = 'Renamed' WHERE id = ?", id);
  expect(await me()).toMatchObject({ body: { username: "Renamed" } });
});

it("rejects the token of a deleted account at once, and never reuses its user id", async () => {
  const { token, id } = await signUp(server);
  expect((await call(server, "GET", "/api/users/me", { token })).status).toBe(200);
  await execute(server, "DELETE FROM users WHERE id = ?", id);
  expectProblem(await call(server, "GET", "/api/users/me", { token }), "invalid-token");

  const next = await register(server);
  expect(next.id).toBeGreaterThan(id);
  expect(await readUserRow(server, id)).toBeUndefined();
  expectProblem(await call(server, "GET", "/api/users/me", { token }), "invalid-token");
});

describe("GET /api/users/me without Bearer credentials", () => {
  it.each([
    ["no header", undefined],
    ["an empty header", ""],
    ["another scheme", "Basic YWRhQGV4YW1wbGUuY29tOmNhbmFyeQ=="],
    ["a token without a scheme", "TOKEN"],
    ["a scheme that starts with Bearer", "BearerX TOKEN"],
    ["a scheme without a space before the token", "BearerTOKEN"],
  ])("responds to %s with 401 and a challenge without an error code", async (_what, authorization) => {
    const { token } = ada;
    const headers =
      authorization === undefined ? {} : { Authorization: authorization.replace("TOKEN", token) };
    expectProblem(await call(server, "GET", "/api/users/me", { headers }), "not-authenticated");
  });

  it("ignores a token in the query", async () => {
    const { token } = ada;
    expectProblem(
      await call(server, "GET", `/api/users/me?access_token=${token}&token=${token}`),
      "not-authenticated",
    );
  });

  it("rejects a token in the query beside a valid header", async () => {
    const { token } = ada;
    expectProblem(
      await call(server, "GET", `/api/users/me?access_token=${token}`, { token }),
      "invalid-token",
    );
  });

  it("ignores a token in a cookie", async () => {
    const { token } = ada;
    const headers = { Cookie: `access_token=${token}; token=${token}; Authorization=Bearer%20${token}` };
    expectProblem(await callRaw(server, "GET", "/api/users/me", headers), "not-authenticated");
  });

  it("ignores a token in the body", async () => {
    const { token } = ada;
    const body = `access_token=${token}`;
    const headers = {
      "Content-Type": "application/x-www-form-urlencoded",
      "Content-Length": String(body.length),
    };
    const { request, answer } = openRequest(server, "GET", "/api/users/me", headers);
    request.end(body);
    expectProblem(await answer, "not-authenticated");
  });
});

describe("the Authorization header", () => {
  it.each([
    ["with the scheme in lower case", "bearer TOKEN"],
    ["with the scheme in upper case", "BEARER TOKEN"],
    ["with the scheme in mixed case", "bEaReR TOKEN"],
    ["with several spaces", "Bearer    TOKEN"],
    ["with spaces around it", "  Bearer TOKEN  "],
  ])("is accepted %s", async (_what, authorization) => {
    const { token, id } = ada;
    const headers = { AUTHORIZATION: authorization.replace("TOKEN", token) };
    expect(await callRaw(server, "GET", "/api/users/me", headers)).toMatchObject({
      status: 200,
      body: { id },
    });
  });

  it("is read from the first of two headers only", async () => {
    const { token, id } = ada;
    const send = (Authorization: string[]) => callRaw(server, "GET", "/api/users/me", { Authorization });
    expect(await send([`Bearer ${token}`, "Bearer x"])).toMatchObject({ status: 200, body: { id } });
    expectProblem(await send(["Bearer x", `Bearer ${token}`]), "invalid-token");
    expectProblem(await send(["Basic x", `Bearer ${token}`]), "not-authenticated");
  });
});

it("HEAD /api/users/me returns the status and headers of GET without a body", async () => {
  const { token } = ada;
  const [get, head] = [
    await call(server, "GET", "/api/users/me", { token }),
    await call(server, "HEAD", "/api/users/me", { token }),
  ];
  expect({ status: head.status, headers: head.headers, text: head.text }).toEqual({
    status: 200,
    headers: get.headers,
    text: "",
  });
  const withoutToken = await call(server, "HEAD", "/api/users/me");
  expect(withoutToken).toMatchObject({ status: 401, headers: { "www-authenticate": "Bearer" }, text: "" });
});
