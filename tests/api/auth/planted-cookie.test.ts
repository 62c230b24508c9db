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
/** What the browser holds by right, and what another host of the same domain has set beside it. */
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

it("with two cookies nobody's session is renewed: whose would it be?", async () => {
  const form = { grant_type: "refresh_token", client_id: "web" };
  expectProblem(await call(server, "POST", TOKEN_PATH, { form, headers }), "invalid-request");
  requireTokens(await renew(server, planted.refreshToken));
  expect((await renewByCookie(server, cookie)).status).toBe(200);
});

it("nobody is kept from logging in, and both sessions are ended by it", async () => {
  const answer = await logInAsPage(server, user, headers);
  expect(answer.status, answer.text).toBe(200);
  expectProblem(await renew(server, planted.refreshToken), "invalid-grant");
  expectProblem(await renewByCookie(server, cookie), "invalid-grant");
});

it("nor from logging out", async () => {
  expect((await call(server, "POST", REVOCATION_PATH, { form: {}, headers })).status).toBe(200);
  expectProblem(await renew(server, planted.refreshToken), "invalid-grant");
  expectProblem(await renewByCookie(server, cookie), "invalid-grant");
});
