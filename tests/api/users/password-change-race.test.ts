import { hash } from "@node-rs/argon2";
import { expect, it, vi } from "vitest";
import { call } from "../../support/call";
import { readUserRow, execute, readSessionRows } from "../../support/database";
import { sidOf } from "../../support/mint-token";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem } from "../../support/problems";
import { signUpOffline, statusOf, TOKEN_PATH } from "../../support/sessions";
import { PASSWORD, addUser, signUp } from "../../support/users";

// Many password hashes, two at a time; more logins at once would get 503 on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const ROUNDS = 4;

const server = provideInkwell();

const tryLogIn = (email: string, password = PASSWORD) =>
  call(server, "POST", TOKEN_PATH, { form: { username: email, password, scope: "offline_access" } });
const change = (token: string, newPassword: string, current = PASSWORD) =>
  call(server, "PUT", "/api/users/me/password", {
    token,
    json: { current_password: current, new_password: newPassword },
  });

it("logins during a password change leave no session of the old password", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const user = await signUpOffline(server);
    const act = (index: number) =>
      index === round % 4 ? change(user.accessToken, "another canary of the tests") : tryLogIn(user.email);
    const answers = await Promise.all(Array.from({ length: 4 }, (_, index) => act(index)));
    expect(answers.splice(round % 4, 1)).toMatchObject([{ status: 204 }]);
    for (const answer of answers) {
      if (answer.status !== 200) expectProblem(answer, "invalid-credentials");
      else expect(await statusOf(server, (answer.body as { access_token: string }).access_token)).toBe(401);
    }
    expect((await readSessionRows(server, user.id)).map(({ sid }) => sid)).toEqual([user.sid]);
  }
});

it("one of two concurrent password changes succeeds, and one session is left", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const user = await signUpOffline(server);
    const second = await tryLogIn(user.email);
    const tokens = [user.accessToken, (second.body as { access_token: string }).access_token];
    const passwords = ["first canary of the tests", "second canary of the tests"];
    const answers = await Promise.all(tokens.map((token, index) => change(token, String(passwords[index]))));
    const done = answers.findIndex(({ status }) => status === 204);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, expect.toBeOneOf([401, 403])]);
    expect((await tryLogIn(user.email, passwords[done])).status).toBe(200);
    expectProblem(await tryLogIn(user.email, passwords[1 - done]), "invalid-credentials");
    // The session that made the change, and the login above.
    const [kept] = await readSessionRows(server, user.id);
    expect(kept?.sid).toBe(sidOf(String(tokens[done])));
    expect(await readSessionRows(server, user.id)).toHaveLength(2);
  }
});

it("a login during the deletion of its account is rejected or ended", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const user = await signUp(server);
    const [logIn, deletion] = await Promise.all([
      tryLogIn(user.email),
      call(server, "DELETE", `/api/users/${user.id}`, { token: user.token }),
    ]);
    expect(deletion.status).toBe(204);
    if (logIn.status !== 200) expectProblem(logIn, "invalid-credentials");
    else expect(await statusOf(server, (logIn.body as { access_token: string }).access_token)).toBe(401);
    expect(await readSessionRows(server, user.id)).toEqual([]);
  }
});

it("concurrent logins that replace a weak hash all succeed", async () => {
  const { id, email } = await addUser(server);
  for (let round = 0; round < ROUNDS; round += 1) {
    const weak = await hash(PASSWORD, { memoryCost: 64, timeCost: 1, parallelism: 1 });
    await execute(server, "UPDATE users SET password_hash = ? WHERE id = ?", weak, id);
    const answers = await Promise.all(Array.from({ length: 4 }, () => tryLogIn(email)));
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(4).fill(200));
    expect((await readUserRow(server, id))?.password_hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=4\$/);
  }
});
