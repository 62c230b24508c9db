import { expect, it, vi } from "vitest";
import { call, keepSecret } from "../../support/call";
import { readSessionRow, readStored } from "../../support/database";
import { startInkwell } from "../../support/inkwell";
import {
  cookieHeader,
  logInAsPage,
  readSetCookie,
  renewByCookie,
  SAME_ORIGIN,
} from "../../support/refresh-cookie";
import {
  logInOffline,
  passSessionTime,
  renew,
  requireTokens,
  revoke,
  REVOCATION_PATH,
  signUpOffline,
} from "../../support/sessions";

// A start takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

it("refresh tokens appear neither in the database files nor in the output", async () => {
  const server = await startInkwell({ mayLogErrors: true });
  const user = await signUpOffline(server);
  const next = requireTokens(await renew(server, user.refreshToken));
  await renew(server, user.refreshToken);
  const hashes = await readSessionRow(server, user.sid);
  const findStored = async (text: string | Buffer) =>
    (await readStored(server)).filter((bytes) => bytes.includes(text));
  // The search finds what is stored.
  for (const hash of [hashes?.token_hash, hashes?.previous_token_hash, hashes?.family_hash])
    expect(await findStored(String(hash))).not.toEqual([]);

  await passSessionTime(server, user.sid, 11);
  expect((await renew(server, user.refreshToken)).status).toBe(400); // reuse
  const ended = await logInOffline(server, user);
  await revoke(server, ended.refreshToken);
  await renew(server, ended.refreshToken);
  const cookie = String(readSetCookie(await logInAsPage(server, user))?.value);
  const renewed = String(readSetCookie(await renewByCookie(server, cookie))?.value);
  const headers = { ...SAME_ORIGIN, ...cookieHeader(renewed) };
  await call(server, "POST", REVOCATION_PATH, { form: {}, headers });
  await call(server, "GET", `/api/users/token?refresh_token=${next.refreshToken}`);

  const tokens = [user.refreshToken, next.refreshToken, ended.refreshToken, cookie, renewed];
  expect(new Set(tokens).size).toBe(5);
  for (const token of tokens) {
    const bytes = Buffer.from(token, "base64url");
    for (const spelling of [
      token,
      bytes,
      bytes.toString("hex"),
      bytes.toString("base64"),
      bytes.subarray(16),
    ])
      expect(await findStored(spelling)).toEqual([]);
    expect(server.output()).not.toContain(token);
  }
  keepSecret(server, tokens);
  await server.stop(); // which looks for them once more
});
