import { beforeAll, describe, expect, it } from "vitest";
import { call, type Answer } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { inRequest, logOf } from "../../support/log";
import { publish } from "../../support/posts";
import { newUser, PASSWORD, register, signUp, type Author } from "../../support/users";

const server = provideInkwell();
const ACCOUNT: unknown = expect.stringMatching(/^[0-9a-f]{16}$/);
let ada: Author;
let ben: Author;

beforeAll(async () => {
  ada = await signUp(server);
  ben = await signUp(server);
});

const tryLogIn = (username: string, password: string = PASSWORD) =>
  call(server, "POST", "/api/users/token", { form: { username, password } });

/** Returns `account` from the log line of a response. */
const accountOf = (answer: Answer) => logOf(server, answer)[0]?.["account"];

describe("an account in the security log", () => {
  it("has one line each for creation, change and deletion", async () => {
    const json = newUser();
    const made = await call(server, "POST", "/api/users", { json });
    const { id } = made.body as { id: number };
    const { body } = await tryLogIn(json.email);
    const { access_token: token } = body as { access_token: string };
    const path = `/api/users/${id}`;
    const changed = await call(server, "PATCH", path, { token, json: { email: newUser().email } });
    const deleted = await call(server, "DELETE", path, { token });
    expect([made.status, changed.status, deleted.status]).toEqual([201, 200, 204]);

    expect(logOf(server, made)).toEqual([
      { ...inRequest(made, "POST", "/api/users"), level: "info", event: "user_created", user_id: id },
    ]);
    expect(logOf(server, changed)).toEqual([
      {
        ...inRequest(changed, "PATCH", path),
        level: "info",
        event: "user_updated",
        user_id: id,
        fields: ["email"],
      },
    ]);
    expect(logOf(server, deleted)).toEqual([
      { ...inRequest(deleted, "DELETE", path), level: "info", event: "user_deleted", user_id: id },
    ]);
  });

  it("has no line for a creation or change that fails", async () => {
    const answers = [
      await call(server, "POST", "/api/users", { json: newUser({ email: ada.email }) }),
      await call(server, "PATCH", `/api/users/${ben.id}`, { token: ben.token, json: { email: ada.email } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([409, 409]);
    expect(answers.flatMap((answer) => logOf(server, answer))).toEqual([]);
  });
});

describe("a login in the security log", () => {
  const path = "/api/users/token";

  it("has one line with the user when it succeeds", async () => {
    const answer = await tryLogIn(ada.email);
    expect(logOf(server, answer)).toEqual([
      {
        ...inRequest(answer, "POST", path),
        level: "info",
        event: "authn_login_success",
        account: ACCOUNT,
        user_id: ada.id,
      },
    ]);
  });

  it.each([
    ["with a wrong password", () => tryLogIn(ada.email, "not that password")],
    ["with an unknown email", () => tryLogIn("nobody@example.com")],
    ["with an invalid email", () => tryLogIn("the password by mistake")],
  ])("has one line of the same form when it fails %s", async (_what, send) => {
    const answer = await send();
    expect(answer.status).toBe(401);
    expect(logOf(server, answer)).toEqual([
      { ...inRequest(answer, "POST", path), level: "warn", event: "authn_login_fail", account: ACCOUNT },
    ]);
  });

  it("has a pseudonym that distinguishes accounts without naming them", async () => {
    const right = accountOf(await tryLogIn(ada.email));
    expect(accountOf(await tryLogIn(ada.email, "not that password"))).toBe(right);
    expect(accountOf(await tryLogIn(` ${ada.email.toUpperCase()} `, "not that password"))).toBe(right);
    expect(accountOf(await tryLogIn(ben.email, "not that password"))).not.toBe(right);
    expect(server.output()).not.toContain("@");
    expect(server.output()).not.toContain("by mistake");
  });
});

describe("a forbidden write in the security log", () => {
  it.each([
    ["PATCH", () => `/api/users/${ada.id}`, { username: "Mine" }],
    ["DELETE", () => `/api/users/${ada.id}`, undefined],
  ])("has one line with the user who tried: %s of an account", async (method, toPath, json) => {
    const answer = await call(server, method, toPath(), { token: ben.token, ...(json && { json }) });
    expect(answer.status).toBe(403);
    expect(logOf(server, answer)).toEqual([
      { ...inRequest(answer, method, toPath()), level: "warn", event: "authz_fail", user_id: ben.id },
    ]);
  });

  it.each([
    ["PUT", { title: "Mine", content: "Mine" }],
    ["PATCH", { title: "Mine" }],
    ["DELETE", undefined],
  ])("has one line with the user who tried: %s of a post", async (method, json) => {
    const path = `/api/posts/${(await publish(server, ada)).id}`;
    const answer = await call(server, method, `${path}?token=canary-in-the-query`, {
      token: ben.token,
      ...(json && { json }),
    });
    expect(answer.status).toBe(403);
    expect(logOf(server, answer)).toEqual([
      { ...inRequest(answer, method, path), level: "warn", event: "authz_fail", user_id: ben.id },
    ]);
  });
});

it("the security log has no line for reads or ordinary mistakes", async () => {
  const answers = [
    await call(server, "GET", "/api/posts"),
    await call(server, "GET", "/api/users/me", { token: ada.token }),
    await call(server, "GET", "/api/users/me"),
    await call(server, "GET", "/api/users/me", { token: "no-such-token" }),
    await call(server, "GET", "/api/nothing"),
    await call(server, "DELETE", "/api/posts"),
    await call(server, "POST", "/api/posts", { body: "a=b", token: ada.token }),
    await call(server, "POST", "/api/users", { json: { username: "", email: "x", password: "short" } }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 401, 401, 404, 405, 415, 422]);
  expect(answers.flatMap((answer) => logOf(server, answer))).toEqual([]);
});

it("the security log never has a username, because users choose it", async () => {
  const { username } = await register(server, { username: 'Canary"},{"event":"forged' });
  expect(server.output()).not.toContain(username);
  expect(server.output()).not.toContain("Canary");
});
