import { beforeEach, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem } from "../../support/problems";
import { logInAsPage, readSetCookie, renewByCookie, SAME_ORIGIN } from "../../support/refresh-cookie";
import {
  renew,
  requireTokens,
  REVOCATION_PATH,
  signUpOffline,
  TOKEN_PATH,
  type Tokens,
} from "../../support/sessions";
import { addUser, type TestUser } from "../../support/users";

const server = provideInkwell();
let user: TestUser;
/** The browser's own cookie, and one that another host of the same domain has set beside it. */
let cookie: string;
let planted: Tokens;
let headers: Record<string, string>;

beforeEach(async () => {
  user = await addUser(server);
  cookie = String(readSetCookie(await logInAsPage(server, user))?.value);
  planted = await signUpOffline(server);
  const Cookie = `refresh_token=${planted.refreshToken}; refresh_token=${cookie}`;
  headers = { ...SAME_ORIGIN, Cookie };
});

it("rejects a renewal with two refresh cookies, and keeps both sessions", async () => {
  const form = { grant_type: "refresh_token", client_id: "web" };
  expectProblem(await call(server, "POST", TOKEN_PATH, { form, headers }), "invalid-request");
  requireTokens(await renew(server, planted.refreshToken));
  expect((await renewByCookie(server, cookie)).status).toBe(200);
});

it("accepts a login with two refresh cookies, and ends both sessions", async () => {
  const answer = await logInAsPage(server, user, headers);
  expect(answer.status, answer.text).toBe(200);
  expectProblem(await renew(server, planted.refreshToken), "invalid-grant");
  expectProblem(await renewByCookie(server, cookie), "invalid-grant");
});

it("accepts a logout with two refresh cookies, and ends both sessions", async () => {
  expect((await call(server, "POST", REVOCATION_PATH, { form: {}, headers })).status).toBe(200);
  expectProblem(await renew(server, planted.refreshToken), "invalid-grant");
  expectProblem(await renewByCookie(server, cookie), "invalid-grant");
});
