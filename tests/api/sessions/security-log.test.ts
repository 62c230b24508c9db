import { beforeEach, expect, it } from "vitest";
import { call, type Answer } from "../../support/call";
import { sidOf } from "../../support/mint-token";
import { provideInkwell } from "../../support/inkwell";
import { inRequest, logOf } from "../../support/log";
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
  revoke,
  REVOCATION_PATH,
  sessionIdOf,
  SESSIONS_PATH,
  signUpOffline,
  TOKEN_PATH,
  type Tokens,
} from "../../support/sessions";
import { PASSWORD, type TestUser } from "../../support/users";

const PASSWORD_PATH = "/api/users/me/password";

const server = provideInkwell();
let user: TestUser & Tokens;

beforeEach(async () => {
  user = await signUpOffline(server);
});

/** Expects that the log has exactly one event for a request. */
function expectEvent(answer: Answer, method: string, path: string, event: Record<string, unknown>): void {
  expect(answer.status, answer.text).toBeLessThan(404);
  expect(logOf(server, answer)).toEqual([{ ...inRequest(answer, method, path), ...event }]);
}

it.each(["accessToken", "refreshToken"] as const)(
  "logs which session a logout by the %s has ended",
  async (kind) => {
    const session_id = await sessionIdOf(server, user.sid);
    const answer = await revoke(server, user[kind]);
    expectEvent(answer, "POST", REVOCATION_PATH, {
      level: "info",
      event: "authn_token_revoked",
      session_id,
    });
    for (const again of [await revoke(server, user[kind]), await revoke(server, "garbage")])
      expect(logOf(server, again)).toEqual([]);
  },
);

it("logs the sessions that were ended from another one", async () => {
  const others = [
    await logInOffline(server, user),
    await logInOffline(server, user),
    await logInOffline(server, user),
  ];
  const token = user.accessToken;
  const session_id = await sessionIdOf(server, String(others[0]?.sid));
  const path = `${SESSIONS_PATH}/${session_id}`;
  const base = { level: "info", event: "authn_token_revoked", user_id: user.id };
  expectEvent(await call(server, "DELETE", path, { token }), "DELETE", path, {
    ...base,
    session_id,
  });
  expectEvent(await call(server, "DELETE", SESSIONS_PATH, { token }), "DELETE", SESSIONS_PATH, {
    ...base,
    sessions: 2,
  });
  expect(logOf(server, await call(server, "DELETE", SESSIONS_PATH, { token }))).toEqual([]);
});

it("logs a successful and a failed password change", async () => {
  const change = (current: string) =>
    call(server, "PUT", PASSWORD_PATH, {
      token: user.accessToken,
      json: { current_password: current, new_password: "another canary of the tests" },
    });
  expectEvent(await change("wrong canary"), "PUT", PASSWORD_PATH, {
    level: "warn",
    event: "authn_password_change_fail",
    user_id: user.id,
  });
  expectEvent(await change(PASSWORD), "PUT", PASSWORD_PATH, {
    level: "info",
    event: "authn_password_change",
    user_id: user.id,
  });
});

it("logs a login and the session of the same browser that it ends", async () => {
  const first = await logInAsPage(server, user);
  const session_id = await sessionIdOf(server, sidOf((first.body as { access_token: string }).access_token));
  const cookie = String(readSetCookie(first)?.value);
  const second = await logInAsPage(server, user, { ...SAME_ORIGIN, ...cookieHeader(cookie) });
  expect(logOf(server, second)).toEqual([
    {
      ...inRequest(second, "POST", TOKEN_PATH),
      level: "info",
      event: "authn_login_success",
      account: expect.stringMatching(/^[\da-f]{16}$/),
      user_id: user.id,
    },
    {
      ...inRequest(second, "POST", TOKEN_PATH),
      level: "info",
      event: "authn_token_revoked",
      session_id,
    },
  ]);
});

it("the security log has no line for renewals and unknown tokens", async () => {
  const cookie = String(readSetCookie(await logInAsPage(server, user))?.value);
  const answers = [
    await renew(server, user.refreshToken),
    await renewByCookie(server, cookie),
    await renew(server, "x".repeat(64)),
    await renew(server, "garbage"),
    await call(server, "GET", SESSIONS_PATH, { token: user.accessToken }),
    await call(server, "DELETE", `${SESSIONS_PATH}/1000000`, { token: user.accessToken }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 400, 400, 200, 404]);
  expect(answers.flatMap((answer) => logOf(server, answer))).toEqual([]);
});
