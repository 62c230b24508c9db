import { beforeEach, expect, it } from "vitest";
import { call } from "../../support/call";
import { startInkwell } from "../../support/inkwell";
import { readToken } from "../../support/mint-token";
import { makeTestDatabase } from "../../support/own-database";
import { publish } from "../../support/posts";
import { expectProblem } from "../../support/problems";
import { passSessionTime, renew, requireTokens, signUpOffline } from "../../support/sessions";
import { addUser, logIn } from "../../support/users";

const OLD_KEY = "canary-key-of-the-tests-before-the-rotation";
const NEW_KEY = "canary-key-of-the-tests-after-the-rotation";
let databaseUrl: string;

beforeEach(async () => {
  databaseUrl = await makeTestDatabase();
});

async function start(keys: { SECRET_KEY: string; SECRET_KEY_PREVIOUS?: string }) {
  const server = await startInkwell({ databaseUrl, env: keys });
  for (const key of [OLD_KEY, NEW_KEY]) server.secrets.add(key);
  return server;
}

it("a key rotation keeps tokens and cursors valid until the old key is removed", async () => {
  const before = await start({ SECRET_KEY: OLD_KEY });
  const user = await addUser(before);
  // A token of the server itself, because the test support signs tokens with another key.
  const token = await logIn(before, user);
  for (let count = 0; count < 2; count += 1) await publish(before, { token });
  const { headers } = await call(before, "GET", "/api/posts?limit=1");
  const nextPage = /<(.+)>/.exec(headers["link"] ?? "")?.[1] ?? "";
  const offline = await signUpOffline(before);
  const renewedAt = Date.now();
  const renewed = requireTokens(await renew(before, offline.refreshToken));
  await before.stop();

  const during = await start({ SECRET_KEY: NEW_KEY, SECRET_KEY_PREVIOUS: OLD_KEY });
  expect(await call(during, "GET", "/api/users/me", { token })).toMatchObject({
    status: 200,
    body: { id: user.id },
  });
  expect(await call(during, "GET", nextPage)).toMatchObject({ status: 200, body: [{ id: 1 }] });
  // A repeated renewal, as if the rotation had taken no time.
  await passSessionTime(during, offline.sid, (renewedAt - Date.now()) / 1000);
  expect(requireTokens(await renew(during, offline.refreshToken)).refreshToken).toBe(renewed.refreshToken);
  requireTokens(await renew(during, renewed.refreshToken));
  const newToken = await logIn(during, user);
  expect(readToken(newToken).header["kid"]).not.toBe(readToken(token).header["kid"]);
  await during.stop();

  const after = await start({ SECRET_KEY: NEW_KEY });
  expect((await call(after, "GET", "/api/users/me", { token: newToken })).status).toBe(200);
  expectProblem(await call(after, "GET", "/api/users/me", { token }), "invalid-token");
  expect((await call(after, "GET", nextPage)).status).toBe(422);
  await after.stop();
}, 300_000); // three starts, each of which takes long on a busy machine
