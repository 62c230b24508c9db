import { beforeEach, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { readUserRow, readSessionRows } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { readToken } from "../../support/mint-token";
import { publish } from "../../support/posts";
import { expectProblem } from "../../support/problems";
import {
  logInOffline,
  passSessionTime,
  renew,
  requireTokens,
  sessionIdOf,
  SESSIONS_PATH,
  signUpOffline,
  statusOf,
  type Tokens,
} from "../../support/sessions";
import type { TestUser } from "../../support/users";

const server = provideInkwell();

let user: TestUser & Tokens;
/** Another session of the user. */
let otherId: number;
/** The user's access token, renewed a moment ago; the login was more than five minutes ago. */
let token: string;

beforeEach(async () => {
  user = await signUpOffline(server);
  otherId = await sessionIdOf(server, (await logInOffline(server, user)).sid);
  token = await renewLater(user, 301);
});

/** Renews a session after some seconds. Only a renewed token has an old login. */
async function renewLater({ sid, refreshToken }: Tokens, seconds: number): Promise<string> {
  await passSessionTime(server, sid, seconds);
  return requireTokens(await renew(server, refreshToken)).accessToken;
}

const patch = (json: object, accessToken = token) =>
  call(server, "PATCH", `/api/users/${user.id}`, { token: accessToken, json });

type Act = (accessToken?: string) => ReturnType<typeof call>;
const ACTS: [string, Act, number][] = [
  ["changing the email", (accessToken) => patch({ email: `new-${user.email}` }, accessToken), 200],
  [
    "changing the email and the username together",
    (accessToken) => patch({ email: `new-${user.email}`, username: `New ${user.username}` }, accessToken),
    200,
  ],
  [
    "deleting the account",
    (accessToken = token) => call(server, "DELETE", `/api/users/${user.id}`, { token: accessToken }),
    204,
  ],
  [
    "ending another session",
    (accessToken = token) => call(server, "DELETE", `${SESSIONS_PATH}/${otherId}`, { token: accessToken }),
    204,
  ],
  [
    "ending all other sessions",
    (accessToken = token) => call(server, "DELETE", SESSIONS_PATH, { token: accessToken }),
    204,
  ],
];

describe.each(ACTS)("%s", (_what, act, status) => {
  it("is rejected with 401 and a challenge, and changes nothing, when the login is over five minutes old", async () => {
    const [row, sessions] = [
      await readUserRow(server, user.id),
      (await readSessionRows(server, user.id)).length,
    ];
    const answer = await act();
    expectProblem(answer, "insufficient-user-authentication", {
      detail: "Log in again to continue. This action requires a login within the last five minutes.",
    });
    expect(answer.headers["www-authenticate"]).toBe(
      'Bearer error="insufficient_user_authentication", max_age="300"',
    );
    expect(await readUserRow(server, user.id)).toEqual(row);
    expect(await readSessionRows(server, user.id)).toHaveLength(sessions);
    expect(await statusOf(server, token)).toBe(200);
  });

  it("succeeds when the login is less than five minutes old", async () => {
    const fresh = await logInOffline(server, user);
    expect((await act(await renewLater(fresh, 200))).status).toBe(status);
  });

  it("is rejected when only renewals are recent", async () => {
    let session = await logInOffline(server, user);
    for (let time = 0; time < 4; time += 1) {
      await passSessionTime(server, session.sid, 80);
      session = requireTokens(await renew(server, session.refreshToken));
    }
    const { auth_time, iat } = readToken(session.accessToken).claims;
    expect(Number(iat) - Number(auth_time)).toBeGreaterThan(300);
    expectProblem(await act(session.accessToken), "insufficient-user-authentication");
  });
});

it("other changes succeed with an old login", async () => {
  const answers = [
    await patch({ username: `New ${user.username}` }),
    await patch({ email: user.email }),
    await patch({ email: ` ${user.email.toUpperCase()} `, username: `Newer ${user.username}` }),
    await patch({}),
    await call(server, "GET", SESSIONS_PATH, { token }),
    await call(server, "PUT", "/api/users/me/password", {
      token,
      json: { current_password: user.password, new_password: "another canary of the tests" },
    }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 204]);
  expect(await publish(server, { ...user, token })).toMatchObject({ user_id: user.id });
});

it("ending one's own session succeeds with an old login, because it is a logout", async () => {
  expect(
    (await call(server, "DELETE", `${SESSIONS_PATH}/${await sessionIdOf(server, user.sid)}`, { token }))
      .status,
  ).toBe(204);
  expect(await statusOf(server, token)).toBe(401);
});

it("changing a foreign account is rejected with 403 before a new login is required", async () => {
  const stranger = await signUpOffline(server);
  const path = `/api/users/${stranger.id}`;
  const json = { email: "canary@example.com" };
  expectProblem(await call(server, "PATCH", path, { token, json }), "forbidden");
  expectProblem(await call(server, "DELETE", path, { token }), "forbidden");
  expectProblem(await call(server, "DELETE", "/api/users/4000", { token }), "user-not-found");
});
