import { beforeEach, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideInkwell, SECRET_KEY } from "../../support/inkwell";
import { mintToken, readToken } from "../../support/mint-token";
import { expectProblem } from "../../support/problems";
import { cookieHeader, logInAsPage, readSetCookie, SAME_ORIGIN } from "../../support/refresh-cookie";
import { requireTokens, signUpOffline, statusOf, TOKEN_PATH, type Tokens } from "../../support/sessions";
import { register } from "../../support/users";

const server = provideInkwell();
/** The session of the page: its access token and refresh cookie. */
let accessToken: string;
let cookie: string;
/** The session of an attacker, whose refresh token another host of the domain has planted as a cookie. */
let planted: Tokens;

beforeEach(async () => {
  const response = await logInAsPage(server, await register(server));
  accessToken = (response.body as { access_token: string }).access_token;
  cookie = String(readSetCookie(response)?.value);
  planted = await signUpOffline(server);
});

async function renewAsPage(refreshCookie: string, hint?: string) {
  const form = {
    grant_type: "refresh_token",
    client_id: "web",
    ...(hint !== undefined && { access_token_hint: hint }),
  };
  return call(server, "POST", TOKEN_PATH, {
    form,
    headers: { ...SAME_ORIGIN, ...cookieHeader(refreshCookie) },
  });
}

/** Signs a token of the same session that expired an hour ago. */
function expire(token: string, key = SECRET_KEY): string {
  const { header, claims } = readToken(token);
  const [iat, exp] = [Number(claims["iat"]) - 5400, Number(claims["exp"]) - 5400];
  return mintToken(header, { ...claims, iat, exp }, key);
}

it("rejects a planted cookie whose session is not the page's, and ends neither session", async () => {
  const response = await renewAsPage(planted.refreshToken, accessToken);
  expectProblem(response, "invalid-grant");
  expect(response.headers["set-cookie"]).toBeUndefined();
  expect(await statusOf(server, accessToken)).toBe(200);
  expect((await renewAsPage(cookie, accessToken)).status).toBe(200);
  expect((await renewAsPage(planted.refreshToken, planted.accessToken)).status).toBe(200);
});

it("rejects a planted cookie for an expired access token of the page", async () => {
  expectProblem(await renewAsPage(planted.refreshToken, expire(accessToken)), "invalid-grant");
});

it.each([
  ["valid", (token: string) => token],
  ["expired", (token: string) => expire(token)],
  ["signed with a key that was since replaced", (token: string) => expire(token, "another key".repeat(4))],
])("renews the session of an access token that is %s", async (_state, change) => {
  expect((await renewAsPage(cookie, change(accessToken))).status).toBe(200);
});

it.each([undefined, "", "no token", "a.b.c"])(
  "renews by the cookie alone if the hint is %j",
  async (hint) => {
    expect((await renewAsPage(cookie, hint)).status).toBe(200);
  },
);

it("checks the access_token_hint of a program that sends its refresh token in the form", async () => {
  const form = { grant_type: "refresh_token", refresh_token: planted.refreshToken };
  const other = { ...form, access_token_hint: accessToken };
  expectProblem(await call(server, "POST", TOKEN_PATH, { form: other }), "invalid-grant");
  const own = { ...form, access_token_hint: planted.accessToken };
  requireTokens(await call(server, "POST", TOKEN_PATH, { form: own }));
});
