import { beforeAll, describe, expect, it } from "vitest";
import { call, type Answer } from "../../support/call";
import { CLOCK_TOLERANCE_MS, readSessionRows } from "../../support/database";
import { sidOf } from "../../support/mint-token";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem, expectSuccess, fieldErrorOf } from "../../support/problems";
import {
  cookieHeader,
  logInAsPage,
  readSetCookie,
  renewByCookie,
  SAME_ORIGIN,
} from "../../support/refresh-cookie";
import {
  logInOffline,
  renew,
  requireTokens,
  revoke,
  REVOCATION_PATH,
  statusOf,
  TOKEN_PATH,
} from "../../support/sessions";
import { addUser, type TestUser } from "../../support/users";

const DAY_MS = 24 * 3600 * 1000;

const server = provideInkwell();
let user: TestUser;

beforeAll(async () => {
  user = await addUser(server);
});

/** Checks a whole response to a page of this site, which has the refresh token only in a cookie. */
function requireCookie(answer: Answer): { accessToken: string; cookie: string } {
  const body = {
    access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as unknown,
    token_type: "bearer",
    expires_in: 1800,
    scope: "offline_access",
  };
  const setCookie = answer.headers["set-cookie"] ?? "";
  expectSuccess(answer, 200, body, { pragma: "no-cache", "set-cookie": setCookie });
  const cookie = readSetCookie(answer);
  expect(cookie?.value).toMatch(/^[\w-]{64}$/);
  expect(answer.text).not.toContain(cookie?.value);
  return {
    accessToken: (answer.body as { access_token: string }).access_token,
    cookie: String(cookie?.value),
  };
}

const logIn = async () => requireCookie(await logInAsPage(server, user));

describe("a login with client_id=web", () => {
  it("sets an HttpOnly cookie for one path, and returns no refresh token in the body", async () => {
    const before = Date.now();
    const answer = await logInAsPage(server, user);
    requireCookie(answer);
    const { expires, ...attributes } = readSetCookie(answer)?.attributes ?? {};
    expect(attributes).toEqual({ path: "/api/users/token", httponly: true, samesite: "strict" });
    const end = Date.parse(String(expires)); // in whole seconds
    expect(end).toBeGreaterThanOrEqual(before + 30 * DAY_MS - CLOCK_TOLERANCE_MS - 1000);
    expect(end).toBeLessThanOrEqual(Date.now() + 30 * DAY_MS + CLOCK_TOLERANCE_MS);
  });

  it("sets a Secure cookie when the page was loaded over https", async () => {
    const answer = await logInAsPage(server, user, { Origin: "https://blog.example", ...SAME_ORIGIN });
    expect(readSetCookie(answer)?.attributes).toMatchObject({
      path: "/api/users/token",
      httponly: true,
      samesite: "strict",
      secure: true,
    });
  });

  it("sets the same cookie with scope=offline_access", async () => {
    const form = { username: user.email, password: user.password, client_id: "web", scope: "offline_access" };
    requireCookie(await call(server, "POST", TOKEN_PATH, { form, headers: SAME_ORIGIN }));
  });

  it("sets no cookie when it fails, and keeps the existing cookie valid", async () => {
    const { cookie, accessToken } = await logIn();
    const form = { username: user.email, password: "wrong canary", client_id: "web" };
    const headers = { ...SAME_ORIGIN, ...cookieHeader(cookie) };
    expectProblem(await call(server, "POST", TOKEN_PATH, { form, headers }), "invalid-credentials");
    expect(await statusOf(server, accessToken)).toBe(200);
    requireCookie(await renewByCookie(server, cookie));
  });

  it("ends the session whose cookie it replaces", async () => {
    const replaced = await logIn();
    const answer = await logInAsPage(server, user, { ...SAME_ORIGIN, ...cookieHeader(replaced.cookie) });
    const next = requireCookie(answer);
    expect(await statusOf(server, replaced.accessToken)).toBe(401);
    expectProblem(await renewByCookie(server, replaced.cookie), "invalid-grant");
    expect(await statusOf(server, next.accessToken)).toBe(200);
  });

  it.each(["WEB", "web ", "phone", ""])("sets no cookie when client_id is %j instead", async (client_id) => {
    const form = { username: user.email, password: user.password, client_id, scope: "offline_access" };
    requireTokens(await call(server, "POST", TOKEN_PATH, { form, headers: SAME_ORIGIN }));
  });
});

describe("a renewal by cookie", () => {
  it("sets the next cookie with the same lifetime, and returns no refresh token in the body", async () => {
    const { cookie, accessToken } = await logIn();
    const answer = await renewByCookie(server, cookie);
    const next = requireCookie(answer);
    expect(next.cookie).not.toBe(cookie);
    expect(sidOf(next.accessToken)).toBe(sidOf(accessToken));
    const { expires, ...attributes } = readSetCookie(answer)?.attributes ?? {};
    expect(attributes).toEqual({ path: "/api/users/token", httponly: true, samesite: "strict" });
    expect(Date.parse(String(expires))).toBeGreaterThan(Date.now() + 29 * DAY_MS);
    requireCookie(await renewByCookie(server, next.cookie));
  });

  it("sets a cookie even without client_id, so that no script can read the token", async () => {
    const { cookie } = await logIn();
    const headers = { ...SAME_ORIGIN, ...cookieHeader(cookie) };
    const form = { grant_type: "refresh_token" };
    requireCookie(await call(server, "POST", TOKEN_PATH, { form, headers }));
  });

  it("sets the same cookie for two tabs that renew at once", async () => {
    const { cookie } = await logIn();
    const answers = await Promise.all([renewByCookie(server, cookie), renewByCookie(server, cookie)]);
    const [first, second] = answers.map((answer) => requireCookie(answer).cookie);
    expect(first).toBe(second);
  });

  it.each(["", "garbage", "%00", "x".repeat(64)])("is rejected with the cookie %j", async (cookie) => {
    expectProblem(await renewByCookie(server, cookie), "invalid-grant");
  });

  it("is rejected without a cookie", async () => {
    const form = { grant_type: "refresh_token", client_id: "web" };
    const answer = await call(server, "POST", TOKEN_PATH, { form, headers: SAME_ORIGIN });
    expectProblem(answer, "invalid-request", { errors: [fieldErrorOf("refresh_token", "required")] });
  });

  it.each([SAME_ORIGIN, { "Sec-Fetch-Site": "cross-site" }, {}])(
    "is rejected when the form has a token too (sender %j), and uses up neither token",
    async (sender) => {
      const { cookie } = await logIn();
      const { refreshToken } = await logInOffline(server, user);
      const form = { grant_type: "refresh_token", refresh_token: refreshToken };
      const headers = { ...sender, ...cookieHeader(cookie) };
      expectProblem(await call(server, "POST", TOKEN_PATH, { form, headers }), "invalid-request");
      requireTokens(await renew(server, refreshToken));
      requireCookie(await renewByCookie(server, cookie));
    },
  );
});

describe("a refresh cookie", () => {
  it("is cleared by a logout, which ends its session whichever token was sent", async () => {
    for (const send of ["access token", "nothing"] as const) {
      const { cookie, accessToken } = await logIn();
      const answer = await call(server, "POST", REVOCATION_PATH, {
        form: send === "nothing" ? {} : { token: accessToken },
        headers: { ...SAME_ORIGIN, ...cookieHeader(cookie) },
      });
      expect(answer.status, answer.text).toBe(200);
      const { value, attributes } = readSetCookie(answer) ?? {};
      expect(value).toBe("");
      expect(attributes).toMatchObject({ path: "/api/users/token", httponly: true, samesite: "strict" });
      expect(attributes?.["max-age"]).toBe("0");
      expect(await statusOf(server, accessToken)).toBe(401);
      expectProblem(await renewByCookie(server, cookie), "invalid-grant");
    }
  });

  it("is kept by the logout of a program", async () => {
    const { cookie } = await logIn();
    const { accessToken, refreshToken } = await logInOffline(server, user);
    const answer = await revoke(server, refreshToken);
    expect(answer.headers["set-cookie"]).toBeUndefined();
    expect(await statusOf(server, accessToken)).toBe(401);
    requireCookie(await renewByCookie(server, cookie));
  });
});

it("a refresh cookie authenticates no request outside the token endpoint", async () => {
  const { cookie } = await logIn();
  const headers = { ...SAME_ORIGIN, ...cookieHeader(cookie) };
  for (const path of ["/api/users/me", "/api/users/me/sessions"])
    expectProblem(await call(server, "GET", path, { headers }), "not-authenticated");
  expect((await readSessionRows(server, user.id)).length).toBeGreaterThan(0);
});
